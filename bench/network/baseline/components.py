# Strongly connected components by SciPy. Prints the milliseconds and how many there are.
# components.py GRAPH RUNS
import json
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

with open(sys.argv[1], "rb") as file:
    n, m = numpy.fromfile(file, numpy.int32, 2)
    start_of = numpy.fromfile(file, numpy.int32, m)
    to = numpy.fromfile(file, numpy.int32, m)
    amount = numpy.fromfile(file, numpy.float64, m)
graph = csr_matrix((amount, (start_of, to)), shape=(n, n))
runs = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    count, _ = connected_components(graph, directed=True, connection="strong")
    runs.append({"ms": (time.perf_counter() - start) * 1e3, "result": int(count)})
print(json.dumps(runs))
