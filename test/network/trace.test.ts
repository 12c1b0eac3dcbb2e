import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finn } from "../../src/network/finn.ts";
import { trace, traceBack } from "../../src/network/trace.ts";
import { checkNetwork, named, network, networkOfTable, relabelled, seed, tables } from "./check-network.ts";

const total = (ends: ReadonlyMap<string, number>) => [...ends.values()].reduce((sum, x) => sum + x, 0);

describe("a dollar of A in the check network", () => {
  const { returned, steps, endsAt, notKnown, closed } = trace(checkNetwork, { from: "A" });
  test("comes back to 70 %, 30 directly and 40 through others", () => {
    expect(returned.total).toBeCloseTo(0.7, 14);
    expect(returned.directly).toBeCloseTo(0.3, 14);
    expect(returned.throughOthers).toBeCloseTo(0.4, 14);
    expect(steps).toBeCloseTo(18 / 7, 14);
  });
  test("ends at B with 10 % and at C with 20 %", () => {
    expect([...endsAt.keys()]).toEqual(["B", "C"]);
    expect(endsAt.get("B")).toBeCloseTo(0.1, 14);
    expect(endsAt.get("C")).toBeCloseTo(0.2, 14);
    expect(notKnown).toBe(0);
    expect(closed).toBeNull();
  });
});

test("in a closed group every dollar comes back, and the group is named", () => {
  const { returned, steps, closed, endsAt } = trace(network("A>B 4, B>C 4, C>A 4, D>E 1"), { from: "B" });
  expect(returned).toEqual({ total: 1, directly: 0, throughOthers: 1 });
  expect(steps).toBeCloseTo(3, 14);
  expect(closed).toEqual(["A", "B", "C"]);
  expect(endsAt.size).toBe(0);
});
test("money that reaches a boundary has left the ring", () => {
  const { returned, endsAt } = trace(checkNetwork, { from: "A", boundaries: new Set([2]) });
  expect(returned.total).toBeCloseTo(0.3, 14);
  expect(endsAt.get("C")).toBeCloseTo(0.6, 14);
});
test("what is spent nobody knows where is not known, and not spread over the known", () => {
  const { returned, notKnown, endsAt } = trace(checkNetwork, { from: "A", spent: Float64Array.of(0, 1, 0) });
  expect(notKnown).toBeCloseTo(0.1, 14);
  expect(endsAt.has("B")).toBe(false);
  expect(returned.total).toBeCloseTo(0.7, 14);
});
test("a party that keeps part of what it receives keeps it before it pays", () => {
  expect(trace(network("A>B 1, B>A 3"), { from: "A" }).endsAt.get("A")).toBeCloseTo(2 / 3, 14);
});
test("what A receives it had paid before to 70 %, and B brought in nothing", () => {
  const { returned, startsAt } = traceBack(checkNetwork, { from: "A" });
  expect(returned.total + total(startsAt)).toBeCloseTo(1, 14);
  expect([...startsAt.keys()]).toEqual(["A"]);
});
test("what a party earns from others than those of the network came from customers", () => {
  const { startsAt, customers, returned } = traceBack(network("A>B 1, B>A 1"), {
    from: "A",
    earned: Float64Array.of(3, 0),
  });
  expect([returned.total, customers, total(startsAt)]).toEqual([0.25, 0.75, 0]);
});
test("a name that is none is asked about", () => {
  expect(() => trace(network("Nimbus>Cirrus 1"), { from: "Nimbsu" })).toThrow(
    expect.objectContaining({ code: "NETWORK_UNKNOWN_PARTY", remedy: 'Did you mean "Nimbus"?' }),
  );
});

describe("whatever the network", () => {
  test("everything adds to 1, and the first return is Finn's", () => {
    fc.assert(
      fc.property(tables(9), fc.nat(8), fc.boolean(), (table, start, bounded) => {
        const net = networkOfTable(table);
        const from = net.parties[start % Math.max(1, net.parties.length)];
        if (from === undefined) return;
        const boundaries = bounded ? new Set([(start + 1) % net.parties.length]) : undefined;
        const { returned, endsAt, notKnown } = trace(net, { from, boundaries });
        expect(returned.total + total(endsAt) + notKnown).toBeCloseTo(1, 12);
        if (!bounded)
          expect(returned.total).toBeCloseTo(finn(net.flow).firstReturn[net.parties.indexOf(from)]!, 12);
      }),
      { seed, numRuns: 500 },
    );
  });
  test("names change nothing", () => {
    fc.assert(
      fc.property(tables(6), fc.infiniteStream(fc.nat()), (table, random) => {
        const n = table.length;
        const to = fc.sample(fc.shuffledSubarray([...table.keys()], { minLength: n }), {
          seed: random.next().value,
          numRuns: 1,
        })[0]!;
        const [one, other] = [networkOfTable(table), networkOfTable(relabelled(table, to))];
        for (const name of one.parties) {
          const renamed = named(to[Number(name.slice(1))]!);
          const [a, b] = [trace(one, { from: name }), trace(other, { from: renamed })];
          expect(a.returned.total).toBeCloseTo(b.returned.total, 13);
          expect(a.closed?.length).toBe(b.closed?.length);
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});
test("a ring that loses a billionth in a round loses it where it leaks", () => {
  const { endsAt, returned } = trace(network("S>A 1, A>B 1000000001, B>C 1000000000, C>A 1000000000"), {
    from: "S",
  });
  expect(returned.total).toBe(0);
  expect(endsAt.get("B")).toBeCloseTo(1, 14);
});
