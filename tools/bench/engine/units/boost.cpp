// Routes through a small graph.
#include <boost/algorithm/string.hpp>
#include <boost/container/flat_map.hpp>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/lexical_cast.hpp>
#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>

#include <iostream>
#include <string>
#include <vector>

using graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                    boost::property<boost::edge_weight_t, int>>;

int main() {
  graph g(5);
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<std::string> parts;
    boost::split(parts, line, boost::is_any_of(" \t"), boost::token_compress_on);
    if (parts.size() == 3)
      boost::add_edge(boost::lexical_cast<int>(parts[0]), boost::lexical_cast<int>(parts[1]),
                      boost::lexical_cast<int>(parts[2]), g);
  }
  std::vector<int> distances(boost::num_vertices(g));
  boost::dijkstra_shortest_paths(g, 0, boost::distance_map(distances.data()));
  for (int d : distances)
    std::cout << d << '\n';
}
