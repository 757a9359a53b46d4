#include <fstream>
#include <iterator>
#include <string>
#include <vector>

bool is_scalar(const std::string &);
void parse(const std::string &);
void send(const std::string &);

struct Generator {
    void arguments(const std::vector<std::string> &fields) {
        std::string name;
        for (const auto &field : fields) {
            argument(field, name);
            send(name);
        }
    }
    void argument(const std::string &field, std::string &name) {
        name = std::string("the offset of ");
        if (!is_scalar(field)) { name += field; }
    }

    std::string argument(const std::string &field) {
        std::string name;
        argument(field, name);
        return name;
    }
};

void overloads(int n) {
    const std::string begin = "static createVectorOfBytes(";
    const std::string end = "):flatbuffers.Offset<Vector>";
    for (int i = 0; i < n; ++i) {
        send(begin);
        send(end);
    }
}

void one_more(std::vector<int> &all, const std::vector<int> &more) {
    for (int x : more) {
        all.push_back(x);
    }
}

void text(const char *name) {
    std::ifstream in(name);
    if (in.good()) {
        std::string all;
        char chunk[16384];
        for (std::streamsize n; (n = in.rdbuf()->sgetn(chunk, sizeof chunk)) > 0;)
            all.append(chunk, static_cast<std::size_t>(n));
        parse(all);
    }
}

std::string underlined(int depth) {
    std::string result;
    if (depth > 0) {
        result.reserve(2 * static_cast<std::size_t>(depth));
        while (depth--)
            result += "--";
    }
    return result;
}

bool isThere(int Image, int Channel);
void use(int Image, const std::string &Kind);

int severalLines(const std::vector<int> &Images) {
  int N = 0;
  if (!Images.empty()) {
    const std::vector<int> Channels{
        1, 2, 3,
        4, 5, 6};
    for (int Image : Images) {
      use(Image, "first");

      for (int Channel : Channels)
        N += isThere(Image, Channel);
    }
    const std::vector<int> Few{7, 8, 9};
    for (int Image : Images) {
      for (int Channel : Few)
        N += isThere(Image, Channel);
    }
  }
  return N;
}
