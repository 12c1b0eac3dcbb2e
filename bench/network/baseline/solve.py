# SciPy beside bench/network-solve.js: reads a command a line, answers with milliseconds a line.
#   leontief FILE   (n, m, rows, columns, values, b as raw numbers): GMRES on I - A to 1e-12
#   clear FILE      (n, m, debtors, creditors, amounts, external, external debts): plain iteration to 1e-9
import sys
import time
import numpy as np
import scipy.sparse as sparse
import scipy.sparse.linalg as solve


def read(name, vectors):
    with open(name, "rb") as file:
        n, m = np.fromfile(file, np.int32, 2)
        rows, columns = np.fromfile(file, np.int32, m), np.fromfile(file, np.int32, m)
        values = np.fromfile(file, np.float64, m)
        return sparse.csr_matrix((values, (rows, columns)), shape=(n, n)), [np.fromfile(file, np.float64, n) for _ in range(vectors)]


cases = {}
for line in sys.stdin:
    command, name = line.split()
    if command == "leontief":
        if name not in cases:
            a, (b,) = read(name, 1)
            cases[name] = ((sparse.identity(a.shape[0]) - a).tocsr(), b)
        matrix, b = cases[name]
        start = time.perf_counter()
        x, failed = solve.gmres(matrix, b, rtol=1e-12, restart=60)
        ms = (time.perf_counter() - start) * 1e3
        result = 0 if failed else float(x.sum())
    else:
        if name not in cases:
            owed, (external, outside) = read(name, 2)
            due = np.asarray(owed.sum(axis=1)).ravel() + outside
            cases[name] = ((sparse.diags(1 / due) @ owed).T.tocsr(), external, due)
        shares, external, due = cases[name]
        start = time.perf_counter()
        paid = due.copy()
        while True:
            after = np.minimum(due, external + shares @ paid)
            moved = np.abs(after - paid).max()
            paid = after
            if moved <= 1e-9:
                break
        ms = (time.perf_counter() - start) * 1e3
        result = float(paid.sum())
    print(ms, result, flush=True)
