// A header that is for older standards, too, gets no views.
#include <string>

#if __cplusplus >= 201103L
#define OVERRIDE override
#else
#define OVERRIDE
#endif

inline bool startsWith(const std::string &text, const std::string &prefix) {
  return text.substr(0, prefix.size()) == prefix;
  //     ^ warning: use 'text.compare(0, prefix.size(), ...)'
}
