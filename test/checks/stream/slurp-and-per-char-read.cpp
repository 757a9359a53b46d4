// RUN: %check_fastidious stream-slurp,stream-per-char-read %s
// One finding for one read: what need not be in memory need not be read into it faster.
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

void use(const std::string &);
void send(const std::string &);

void lines(std::ifstream &in) {
  std::string text;
  char c;
  while (in.get(c))
  //     ^ warning: 'in.get(c)' reads the whole of 'in' into memory, only to take it line by line: memory grows with the input, and every byte is copied before the first is used; read each line as it is needed with 'std::getline'
    text += c;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
//^ note: consumed here
    use(line);
}

// A function of the project that is named like one of the system.
void sent(std::ifstream &in) {
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  //          ^ warning: 'text((std::istreambuf_iterator...streambuf_iterator<char>())' reads a character at a time into a container: each character is fetched from the stream's buffer, tested for the end, and appended by itself, so that the container grows by reallocation; read a chunk at a time, or all at once with 'read' and the size of the file
  //          ^ note: read a chunk at a time
  // fix-notes: std::string text;
  // fix-notes: char chunk[16384];
  // fix-notes: for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
  // fix-notes: text.append(chunk, static_cast<std::size_t>(n));
  send(text);
}

void copied(std::ifstream &in, std::ostream &out) {
  std::string text{std::istreambuf_iterator<char>(in), {}};
  //          ^ warning: 'text{std::istreambuf_iterator<char>(in), {}}' reads the whole of 'in' into memory, only to write it to another stream: memory grows with the input, and every byte is copied before the first is used; copy it with 'out << in.rdbuf()' or one chunk at a time
  //          ^ note: use the stream itself
  // fix-notes: out << in.rdbuf();
  out << text;
//^ note: consumed here
  // fix-notes:
}

// The file is written again: all of it is needed before that.
void rewritten(const std::string &path) {
  std::ifstream in(path);
  std::string text;
  char c;
  // fix: char chunk[16384];
  // fix: while (in.read(chunk, sizeof chunk) || in.gcount() > 0)
  // fix: text.append(chunk, static_cast<std::size_t>(in.gcount()));
  while (in.get(c))
  //     ^ warning: 'in.get(c)' reads a character at a time into a container: each character pays for a sentry, a test of the stream's state, and an append; read a chunk at a time, or all at once with 'read' and the size of the file
  // fix:
    text += c;
  //^ note: appended here
    // fix:
  std::ofstream out(path);
  out << text;
}
