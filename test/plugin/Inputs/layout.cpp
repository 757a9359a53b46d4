#include <fstream>
#include <iterator>
#include <string>
#include <vector>

bool is_scalar(const std::string &);
void parse(const std::string &);
void send(const std::string &);

struct Generator {
    void arguments(const std::vector<std::string> &fields) {
        for (const auto &field : fields) {
            const auto name = argument(field);
            send(name);
        }
    }
    std::string argument(const std::string &field) {
        auto name = std::string("the offset of ");
        if (!is_scalar(field)) { name += field; }

        return name;
    }
};

void overloads(int n) {
    for (int i = 0; i < n; ++i) {
        const std::string begin = "static createVectorOfBytes(";
        const std::string end = "):flatbuffers.Offset<Vector>";
        send(begin);
        send(end);
    }
}

void one_more(std::vector<int> &all, const std::vector<int> &more) {
    for (int x : more) {
        all.reserve(all.size() + 1);
        all.push_back(x);
    }
}

void text(const char *name) {
    std::ifstream in(name);
    if (in.good()) {
        std::string all;
        all.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        parse(all);
    }
}

std::string underlined(int depth) {
    std::string result;
    if (depth > 0)
        while (depth--)
            result += "--";
    return result;
}

bool isThere(int Image, int Channel);
void use(int Image, const std::string &Kind);

int severalLines(const std::vector<int> &Images) {
  int N = 0;
  if (!Images.empty()) {
    for (int Image : Images) {
      use(Image, "first");

      const std::vector<int> Channels{
          1, 2, 3,
          4, 5, 6};

      for (int Channel : Channels)
        N += isThere(Image, Channel);
    }
    for (int Image : Images) {
      const std::vector<int> Few{7, 8, 9};

      for (int Channel : Few)
        N += isThere(Image, Channel);
    }
  }
  return N;
}
