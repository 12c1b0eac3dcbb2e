// Maximum circulation by LEMON's cost scaling (Kovács 2015): cost -1 on every arc, whole-number amounts.
// Prints the milliseconds of the algorithm, its own arrays included, and the amount that circulates.
// circulation GRAPH RUNS
#include <lemon/cost_scaling.h>
#include <lemon/static_graph.h>
#include "graph.h"

int main(int, char** argv) {
  const Graph g = read_graph(argv[1]);
  const int runs = std::atoi(argv[2]);
  std::vector<std::pair<int, int>> arcs;
  for (int e = 0; e < g.m; e++) arcs.emplace_back(g.from[e], g.to[e]);
  lemon::StaticDigraph network;
  network.build(g.n, arcs.begin(), arcs.end());
  lemon::StaticDigraph::ArcMap<int64_t> upper(network), cost(network, -1);
  for (int e = 0; e < g.m; e++) upper[network.arc(e)] = static_cast<int64_t>(g.amount[e]);
  std::printf("[");
  for (int run = 0; run < runs; run++) {
    const double start = milliseconds();
    lemon::CostScaling<lemon::StaticDigraph, int64_t> scaling(network);
    scaling.upperMap(upper).costMap(cost);
    if (scaling.run() != scaling.OPTIMAL) std::abort();
    const double ms = milliseconds() - start;
    std::printf("%s{\"ms\":%.3f,\"result\":%lld}", run ? "," : "", ms, static_cast<long long>(-scaling.totalCost<int64_t>()));
  }
  std::printf("]\n");
}
