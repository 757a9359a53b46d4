// RUN: %check_fastidious buffer-member-copy %s
// References are written as the file writes them.
#include <cstddef>
#include <string>
#include <vector>

class Album {
public:
  Album(const std::string& name, const std::vector<std::string>& titles)
      : name_(name), titles_(titles) {}
  const std::string& name() const { return name_; }
  std::vector<std::string> titles() const { return titles_; }
  //                       ^ warning: 'titles' copies the member 'titles_' for callers here that only read it
  //                       ^ note: return a const reference to the member
  // fix-notes: const std::vector<std::string>& titles() const { return titles_; }

private:
  std::string name_;
  std::vector<std::string> titles_;
};

std::size_t count(const Album& album, const std::string& title) {
  std::size_t n = 0;
  for (const std::string& each : album.titles())
  //                                   ^ note: the result of this call is only read
    n += each == title;
  return n + album.titles().size();
  //               ^ note: the result of this call is only read
}
