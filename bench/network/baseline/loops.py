# Loops up to a length by networkx (3.1 and later). Prints the milliseconds and how many there are.
# loops.py GRAPH LENGTH
import json
import sys
import time

import networkx
import numpy

if tuple(int(x) for x in networkx.__version__.split(".")[:2]) < (3, 1):
    sys.exit(f"networkx {networkx.__version__} has no bound on the length")
with open(sys.argv[1], "rb") as file:
    n, m = numpy.fromfile(file, numpy.int32, 2)
    links = numpy.fromfile(file, numpy.int32, 2 * m).reshape(2, m)
graph = networkx.DiGraph(zip(links[0].tolist(), links[1].tolist()))
start = time.perf_counter()
count = sum(1 for _ in networkx.simple_cycles(graph, length_bound=int(sys.argv[2])))
print(json.dumps([{"ms": (time.perf_counter() - start) * 1e3, "result": count}]))
