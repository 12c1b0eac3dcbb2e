// Loops up to a length: "paper" as Gupta and Suzumura (2021) have it, roots in the order of their numbers
// and distances as far as loops may be long; "ours" by the same search as src/network/loop-search.ts.
// Prints the milliseconds of the search, its own arrays included, and the number of loops; the loops with
// the largest throughput are kept in a heap.
// loops GRAPH LENGTH LIMIT RUNS paper|ours
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <string>
#include "graph.h"

struct Rows {
  std::vector<int32_t> start, column;
  std::vector<double> value;
};

struct Loop {
  double throughput;
  std::vector<int32_t> parties;
  bool operator<(const Loop& other) const {  // the worst on top of the heap
    return throughput != other.throughput ? throughput > other.throughput : parties < other.parties;
  }
};

static Rows transposed(const Rows& a) {
  const int n = a.start.size() - 1;
  Rows b{std::vector<int32_t>(n + 1), std::vector<int32_t>(a.column.size()), std::vector<double>(a.column.size())};
  for (int j : a.column) b.start[j + 1]++;
  std::partial_sum(b.start.begin(), b.start.end(), b.start.begin());
  std::vector<int32_t> next(b.start);
  for (int i = 0; i < n; i++)
    for (int e = a.start[i]; e < a.start[i + 1]; e++) {
      const int at = next[a.column[e]]++;
      b.column[at] = i, b.value[at] = a.value[e];
    }
  return b;
}

struct Search {
  int n, length;
  bool ours;
  size_t limit;
  Rows ahead, back;
  std::vector<int32_t> party, ahead_from, back_from, reach, near, path, entry, was;
  std::vector<double> closing, flow;
  std::vector<long long> found;
  std::priority_queue<Loop> best;
  double least = 0;
  int nears = 0, radius = 0;
  double entries = 0, walks = 0;

  // Hubs first. Links between components are left in: the search does not follow them far.
  Search(const Graph& g, int length, size_t limit, bool ours) : n(g.n), length(length), ours(ours), limit(limit) {
    std::vector<int32_t> links(n), rank(n);
    for (int e = 0; e < g.m; e++) links[g.from[e]]++, links[g.to[e]]++;
    party.resize(n);
    std::iota(party.begin(), party.end(), 0);
    if (ours) std::stable_sort(party.begin(), party.end(), [&](int a, int b) { return links[a] > links[b]; });
    for (int r = 0; r < n; r++) rank[party[r]] = r;
    Rows loose{std::vector<int32_t>(n + 1), std::vector<int32_t>(g.m), std::vector<double>(g.m)};
    for (int e = 0; e < g.m; e++) loose.start[rank[g.from[e]] + 1]++;
    std::partial_sum(loose.start.begin(), loose.start.end(), loose.start.begin());
    std::vector<int32_t> next(loose.start);
    for (int e = 0; e < g.m; e++) {
      const int at = next[rank[g.from[e]]]++;
      loose.column[at] = rank[g.to[e]], loose.value[at] = g.amount[e];
    }
    back = transposed(loose);
    ahead = transposed(back);
    ahead_from.assign(ahead.start.begin(), ahead.start.end() - 1);
    back_from.assign(back.start.begin(), back.start.end() - 1);
    reach.assign(n, length), near.resize(n), closing.resize(n), found.resize(length + 1);
    path.resize(length), entry.resize(length), was.resize(length);
    flow.assign(length, std::numeric_limits<double>::infinity());
    entries = g.m;
    for (int i = 0; i < n; i++) walks += double(ahead.start[i + 1] - ahead.start[i]) * (back.start[i + 1] - back.start[i]);
  }

  bool look_back(int root) {
    const int legs = ahead.start[root + 1] - ahead_from[root];
    if (legs == 0) return false;
    const double growth = std::max(1.0, walks / entries);
    double paths = legs * std::pow(growth, length - 1);
    near[0] = root, reach[root] = 0, radius = 0;
    int known = 1, level = 0;
    while (radius < length - 1 && level < known) {
      const int end = known;
      double cost = 0;
      for (int k = level; k < end; k++) cost += back.start[near[k] + 1] - back_from[near[k]];
      if (ours && radius > 0 && cost >= paths) break;
      const int steps = ++radius;
      for (; level < end; level++) {
        const int j = near[level];
        for (int e = back_from[j]; e < back.start[j + 1]; e++) {
          const int i = back.column[e];
          if (reach[i] != length) continue;
          reach[i] = steps, near[known++] = i;
          if (steps == 1) closing[i] = back.value[e];
        }
      }
      paths /= growth;
    }
    if (level == known) radius = length - 1;
    nears = known;
    return known > 1;
  }

  void close(int depth, int e, int j) {
    const double throughput = std::min({flow[depth], ahead.value[e], closing[j]});
    if (throughput < least) return;
    Loop loop{throughput, {}};
    for (int k = 0; k <= depth; k++) loop.parties.push_back(party[path[k]]);
    loop.parties.push_back(party[j]);
    std::rotate(loop.parties.begin(), std::min_element(loop.parties.begin(), loop.parties.end()), loop.parties.end());
    if (best.size() == limit && !(loop < best.top())) return;
    best.push(std::move(loop));
    if (best.size() > limit) best.pop();
    if (best.size() == limit) least = best.top().throughput;
  }

  void look_ahead(int root) {
    int depth = 0, i = root, e = ahead_from[root];
    reach[root] = length + 1, path[0] = root;
    for (;;) {
      const int end = ahead.start[i + 1], left = length - 1 - depth, within = left > radius ? length : left;
      int next = -1;
      if (left == 1) {
        for (; e < end; e++) {
          const int j = ahead.column[e];
          if (reach[j] != 1) continue;
          found[length]++;
          if (flow[depth] >= least) close(depth, e, j);
        }
      } else {
        for (; e < end; e++) {
          const int j = ahead.column[e];
          if (reach[j] > within) continue;
          if (reach[j] == 1) {
            found[depth + 2]++;
            if (flow[depth] >= least) close(depth, e, j);
          }
          next = j;
          break;
        }
      }
      if (next >= 0) {
        flow[depth + 1] = std::min(flow[depth], ahead.value[e]);
        entry[depth++] = e + 1;
        path[depth] = i = next;
        was[depth] = reach[next];
        reach[next] = length + 1;
        e = ahead_from[next];
      } else {
        if (depth == 0) break;
        reach[i] = was[depth];
        i = path[--depth];
        e = entry[depth];
      }
    }
  }

  void take_out(int root) {
    for (int e = ahead_from[root]; e < ahead.start[root + 1]; e++) {
      const int j = ahead.column[e];
      back_from[j]++;
      walks -= ahead.start[j + 1] - ahead_from[j];
    }
    for (int e = back_from[root]; e < back.start[root + 1]; e++) {
      const int i = back.column[e];
      ahead_from[i]++;
      walks -= back.start[i + 1] - back_from[i];
    }
    const double out = ahead.start[root + 1] - ahead_from[root], into = back.start[root + 1] - back_from[root];
    entries -= out + into;
    walks -= out * into;
  }

  long long run() {
    for (int root = 0; root < n; root++) {
      if (look_back(root)) look_ahead(root);
      for (int k = 0; k < nears; k++) reach[near[k]] = length;
      nears = 0;
      take_out(root);
    }
    return std::accumulate(found.begin(), found.end(), 0LL);
  }
};

int main(int, char** argv) {
  const Graph g = read_graph(argv[1]);
  const int length = std::atoi(argv[2]), limit = std::atoi(argv[3]), runs = std::atoi(argv[4]);
  const bool ours = std::string(argv[5]) == "ours";
  std::printf("[");
  for (int run = 0; run < runs; run++) {
    const double start = milliseconds();
    const long long count = Search(g, length, limit, ours).run();
    std::printf("%s{\"ms\":%.3f,\"result\":%lld}", run ? "," : "", milliseconds() - start, count);
  }
  std::printf("]\n");
}
