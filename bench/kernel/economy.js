// A generated economy of the make-up of a real one: 40 parties, 150 deals, 400 states, about 5,000 operations a
// period, 60 of them exp or log, 40 normals a period. No figure in it means anything.
import * as e from "../../dist/expression/expression.js";

const parties = 40;
const deals = 150;
const v = (name) => e.variable(name);
const n = (value) => e.constant(value);
const { add, divide, exp, lag, least, less, log, most, multiply, select, subtract, sum } = e;

/** @returns a system, and the names of its 20 outputs */
export function economy(periods = 40) {
  const random = generator(12345);
  const between = (low, high) => low + (high - low) * random();
  const given = [];
  const parameter = (name, value) => {
    given.push({ name, unit: undefined, byPeriod: new Float64Array(periods + 1).fill(value) });
    return v(name);
  };
  const parts = [];
  const define = (name, value, initial) => {
    parts.push({ name, unit: undefined, value, initial: initial === undefined ? undefined : n(initial) });
    return v(name);
  };
  /** @type {number[][]} */
  const payersOf = Array.from({ length: parties }, () => []);
  /** @type {number[][]} */
  const payeesOf = Array.from({ length: parties }, () => []);
  for (let d = 0; d < deals; d++) {
    const payer = Math.floor(random() * parties);
    const payee = (payer + 1 + Math.floor(random() * (parties - 1))) % parties;
    payeesOf[payer].push(d);
    payersOf[payee].push(d);
  }
  const ramp = parameter("ramp", 0.05);
  const inertia = parameter("inertia", 0.8);
  const appetite = parameter("appetite", 0.1);
  for (let p = 0; p < parties; p++) {
    // Demand: a curve in logs with booms that last; one normal, one exp.
    define(
      `boom${p}`,
      add(
        multiply(inertia, lag(`boom${p}`)),
        multiply(parameter(`sigma${p}`, between(0.01, 0.05)), e.draw({ name: "normal" })),
      ),
      0,
    );
    define(
      `size${p}`,
      add(
        add(
          lag(`size${p}`),
          multiply(ramp, subtract(parameter(`ceiling${p}`, between(2, 4)), lag(`size${p}`))),
        ),
        v(`boom${p}`),
      ),
      between(0, 2),
    );
    define(`revenue${p}`, exp(v(`size${p}`)));
    define(
      `growth${p}`,
      divide(subtract(v(`revenue${p}`), lag(`sales${p}`)), most(n(0.1), lag(`sales${p}`))),
    );
    define(`sales${p}`, v(`revenue${p}`), 1);
    if (p % 2 === 0) {
      define(
        `quality${p}`,
        add(multiply(n(0.8), lag(`quality${p}`)), multiply(n(0.1), log(most(n(1), lag(`capital${p}`))))),
        0,
      );
    } else {
      define(`quality${p}`, add(multiply(n(0.8), lag(`quality${p}`)), multiply(n(0.1), v(`growth${p}`))), 0);
    }
    define(`wanted${p}`, multiply(v(`revenue${p}`), add(n(0.5), multiply(n(0.1), v(`quality${p}`)))));
  }
  for (let d = 0; d < deals; d++) {
    const payer = payeesOf.findIndex((list) => list.includes(d));
    const minimum = parameter(`minimum${d}`, between(0.01, 0.1));
    const share = parameter(`share${d}`, between(0.05, 0.3));
    define(`use${d}`, multiply(share, v(`wanted${payer}`)));
    define(
      `due${d}`,
      most(
        v(`use${d}`),
        multiply(minimum, least(n(1), add(multiply(n(0.05), v("time")), lag(`credit${d}`)))),
      ),
    );
    define(
      `credit${d}`,
      most(
        n(0),
        least(
          n(1),
          add(multiply(n(0.9), lag(`credit${d}`)), subtract(v(`use${d}`), multiply(minimum, n(0.5)))),
        ),
      ),
      0,
    );
  }
  define("time", add(lag("time"), n(1)), 0);
  for (let p = 0; p < parties; p++) {
    define(`dues${p}`, sum([n(0.01), ...payeesOf[p].map((d) => v(`due${d}`))]));
    define(`interest${p}`, multiply(n(0.02), lag(`debt${p}`)));
    define(`owed${p}`, add(v(`dues${p}`), v(`interest${p}`)));
    define(
      `round${p}`,
      select(
        less(lag(`cash${p}`), multiply(n(4), v(`owed${p}`))),
        multiply(multiply(appetite, lag(`value${p}`)), most(n(0), lag("mood"))),
        n(0),
      ),
    );
    define(`means${p}`, add(add(lag(`cash${p}`), v(`revenue${p}`)), v(`round${p}`)));
    define(`paidShare${p}`, most(n(0), least(n(1), divide(v(`means${p}`), v(`owed${p}`)))));
  }
  for (let d = 0; d < deals; d++) {
    const payer = payeesOf.findIndex((list) => list.includes(d));
    define(`pay${d}`, multiply(v(`due${d}`), v(`paidShare${payer}`)));
    define(
      `backlog${d}`,
      most(n(0), subtract(multiply(n(0.98), lag(`backlog${d}`)), v(`pay${d}`))),
      between(1, 10),
    );
  }
  for (let p = 0; p < parties; p++) {
    define(`received${p}`, sum([v(`revenue${p}`), ...payersOf[p].map((d) => v(`pay${d}`))]));
    define(`room${p}`, subtract(v(`means${p}`), multiply(v(`owed${p}`), v(`paidShare${p}`))));
    define(
      `invest${p}`,
      least(multiply(n(0.3), most(n(0), v(`room${p}`))), multiply(n(0.2), v(`received${p}`))),
    );
    define(`capital${p}`, add(multiply(n(0.95), lag(`capital${p}`)), v(`invest${p}`)), 1);
    define(`borrow${p}`, select(less(v(`room${p}`), n(0.5)), multiply(n(0.1), v(`received${p}`)), n(0)));
    define(`debt${p}`, add(multiply(n(0.97), lag(`debt${p}`)), v(`borrow${p}`)), 1);
    define(
      `cash${p}`,
      subtract(
        add(
          subtract(add(lag(`cash${p}`), v(`received${p}`)), multiply(v(`owed${p}`), v(`paidShare${p}`))),
          add(v(`round${p}`), v(`borrow${p}`)),
        ),
        add(v(`invest${p}`), multiply(n(0.6), v(`revenue${p}`))),
      ),
      5,
    );
    define(
      `value${p}`,
      add(
        multiply(n(0.7), lag(`value${p}`)),
        multiply(
          n(0.3),
          multiply(
            v(`revenue${p}`),
            add(n(10), multiply(n(20), most(n(-0.3), least(n(0.5), v(`growth${p}`))))),
          ),
        ),
      ),
      20,
    );
    define(`backlogs${p}`, sum([n(0), ...payersOf[p].map((d) => v(`backlog${d}`))]));
    // The origin of the money, by class: shares that mix.
    const inflow = define(
      `inflow${p}`,
      add(most(n(0), lag(`cash${p}`)), add(v(`received${p}`), v(`round${p}`))),
    );
    for (const kind of ["own", "outside"]) {
      const fresh = payersOf[p].slice(0, 3).map((d) => {
        const payer = payeesOf.findIndex((list) => list.includes(d));
        return multiply(v(`pay${d}`), lag(`${kind}${payer}`));
      });
      define(
        `${kind}${p}`,
        divide(
          sum([
            multiply(lag(`${kind}${p}`), most(n(0), lag(`cash${p}`))),
            ...fresh,
            kind === "own" ? n(0) : v(`round${p}`),
          ]),
          inflow,
        ),
        0,
      );
    }
  }
  define(
    "mood",
    least(
      n(2),
      most(
        n(-1),
        add(
          multiply(n(0.9), lag("mood")),
          multiply(n(0.002), sum(Array.from({ length: parties }, (_, p) => v(`growth${p}`)))),
        ),
      ),
    ),
    1,
  );
  const system = {
    name: "generated economy",
    periods,
    step: 1,
    given,
    once: [],
    parts: sorted(parts),
    identities: [],
  };
  const outputs = Array.from({ length: 5 }, (_, p) => [
    `cash${p}`,
    `revenue${p}`,
    `value${p}`,
    `backlogs${p}`,
  ]).flat();
  return { system, outputs };
}

/** Equations after those of the same period that they read. */
function sorted(parts) {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const done = new Set();
  const order = [];
  const visit = (part) => {
    if (done.has(part.name)) return;
    done.add(part.name);
    for (const name of read(part.value)) if (byName.has(name)) visit(byName.get(name));
    order.push(part);
  };
  parts.forEach(visit);
  return order;
}

function read(node) {
  return node.op === "variable" ? [node.name] : e.operands(node).flatMap(read);
}

/** Numbers from 0 to 1 for the make-up: Lehmer (1951). */
function generator(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
