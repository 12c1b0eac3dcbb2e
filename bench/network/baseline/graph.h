// A generated graph as bench/network-core.js writes it: int32 n, int32 m, then m payers (int32), m payees
// (int32) in the order of rows and columns, and m amounts (float64). Little-endian.
#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

struct Graph {
  int32_t n = 0, m = 0;
  std::vector<int32_t> from, to;
  std::vector<double> amount;
};

inline Graph read_graph(const char* path) {
  Graph g;
  FILE* f = std::fopen(path, "rb");
  if (!f) std::abort();
  auto take = [&](void* into, size_t size, size_t count) {
    if (std::fread(into, size, count, f) != count) std::abort();
  };
  take(&g.n, 4, 1);
  take(&g.m, 4, 1);
  g.from.resize(g.m), g.to.resize(g.m), g.amount.resize(g.m);
  take(g.from.data(), 4, g.m);
  take(g.to.data(), 4, g.m);
  take(g.amount.data(), 8, g.m);
  std::fclose(f);
  return g;
}

inline double milliseconds() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}
