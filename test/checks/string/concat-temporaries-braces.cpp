// RUN: %check_fastidious string-concat-temporaries %s
#include <string>
#include <vector>

// New braces stand where those of the file do.
std::string join(const std::vector<std::string> &names)
{
  std::string text;
  for (const std::string &name : names)
  {
    if (text.empty())
      text = name;
    else
    // fix: else
    // fix: {
      text += ", " + name;
    //^ warning: '", " + name' builds a temporary string
    // fix: text += ", ";
    // fix: text += name;
    // fix: }
  }
  return text;
}

std::string lines(const std::vector<std::string> &names)
{
  std::string text;
  for (const std::string &name : names)
  // fix: for (const std::string &name : names)
  // fix: {
    text += name + "\n";
  //^ warning: 'name + "\n"' builds a temporary string
    // fix: text += name;
    // fix: text += "\n";
    // fix: }
  return text;
}
