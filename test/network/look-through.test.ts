import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookThrough, lookThroughTable } from "../../src/network/look-through.ts";
import { checkNetwork, network, networkOfTable, seed, tables } from "./check-network.ts";

const total = (ends: ReadonlyMap<string, number>) => [...ends.values()].reduce((sum, x) => sum + x, 0);

describe("a table", () => {
  test("of coefficients and one of transactions are the same", () => {
    const byShare = lookThroughTable({ sectors: ["a", "b"], coefficients: [[0, 0.5], [0.25, 0]] }); // prettier-ignore
    const byAmount = lookThroughTable({ sectors: ["a", "b"], transactions: [[0, 4], [1, 0]], output: [4, 8] }); // prettier-ignore
    expect(byShare).toEqual(byAmount);
    expect(byShare.inverse[0]![0]).toBeCloseTo(8 / 7, 14);
    expect(byShare.endsAt[0]![0]! + byShare.endsAt[1]![0]!).toBeCloseTo(1, 14);
  });
  test("may hold a sector that spends more than it has, if the whole is productive", () => {
    const { inverse } = lookThroughTable({ sectors: ["a", "b"], coefficients: [[0, 0.1], [1.5, 0]] }); // prettier-ignore
    expect(inverse[0]![0]).toBeCloseTo(1 / 0.85, 14);
  });
  test("in which some pass on all they have is an error that names them", () => {
    const coefficients = [
      [0, 0.3, 0.1, 0],
      [0, 0, 0.1, 0.9],
      [0, 0, 0.2, 0],
      [0, 0.7, 0.1, 0.1],
    ];
    expect(() =>
      lookThroughTable({ sectors: ["wages", "lab", "shop", "cloud"], coefficients }),
    ).not.toThrow();
    coefficients[1]![1] = 0.3;
    expect(() => lookThroughTable({ sectors: ["wages", "lab", "shop", "cloud"], coefficients })).toThrow(
      /radius is 1 or more: what lab, cloud spend/u,
    );
  });
  test.each([
    ["NETWORK_SHAPE", { sectors: ["a", "b"], coefficients: [[0, 0.5]] }],
    ["NETWORK_AMOUNT", { sectors: ["a"], coefficients: [[-0.5]] }],
    ["NETWORK_AMOUNT", { sectors: ["a"], coefficients: [[Number.NaN]] }],
    ["LOOK_THROUGH_OUTLAY", { sectors: ["a", "b"], transactions: [[0, 4], [1, 0]], output: [0, 8] }], // prettier-ignore
    ["LOOK_THROUGH_CLOSED", { sectors: ["a"], coefficients: [[1]] }],
    ["LOOK_THROUGH_CLOSED", { sectors: ["a", "b"], transactions: [[0, 3], [3, 0]], output: [3, 3] }], // prettier-ignore
  ])("that cannot be is refused: %s", (code, table) => {
    expect(() => lookThroughTable(table)).toThrow(expect.objectContaining({ code }));
  });
});

describe("a dollar of one party", () => {
  test("touches itself again where money comes back", () => {
    const { touches, endsAt, notKnown } = lookThrough(checkNetwork, "A");
    // N_AA of Finn's index: first return 0.7.
    expect(touches.get("A")).toBeCloseTo(1 / 0.3, 13);
    expect(endsAt.get("B")).toBeCloseTo(1 / 3, 13);
    expect(total(endsAt) + notKnown).toBeCloseTo(1, 13);
  });
  test("goes to what is not known where its outlay is not", () => {
    const { notKnown, endsAt } = lookThrough(network("A>B 6"), "A", { outlay: new Map([["A", 10]]) });
    expect(notKnown).toBeCloseTo(0.4, 14);
    expect(endsAt.get("B")).toBeCloseTo(0.6, 14);
  });
  test("cannot be spent where more is paid than is spent", () => {
    expect(() => lookThrough(network("A>B 6"), "A", { outlay: new Map([["A", 5]]) })).toThrow(
      expect.objectContaining({ code: "LOOK_THROUGH_OUTLAY" }),
    );
  });
  test("that goes round for ever is an error that names the group", () => {
    const net = network("A>B 6, B>A 6, C>D 1");
    expect(() => lookThrough(net, "A")).toThrow("what A, B spend");
    expect(lookThrough(net, "C").endsAt).toEqual(new Map([["D", 1]]));
  });
  test("ends somewhere to the last cent", () => {
    fc.assert(
      fc.property(tables(9), (table) => {
        const net = networkOfTable(table);
        const outlay = new Map(net.parties.map((name) => [name, 1_000]));
        for (const name of net.parties) {
          const { endsAt, notKnown } = lookThrough(net, name, { outlay });
          expect(total(endsAt) + notKnown).toBeCloseTo(1, 12);
        }
      }),
      { seed, numRuns: 200 },
    );
  });
  test("is the column of the inverse of the table", () => {
    const table = [
      [0, 3, 0, 2],
      [1, 0, 4, 0],
      [0, 2, 0, 5],
      [2, 0, 1, 0],
    ];
    const net = networkOfTable(table);
    const outlay = new Map(net.parties.map((name) => [name, 20]));
    const { inverse } = lookThroughTable({
      sectors: net.parties,
      transactions: table.map((_, i) => table.map((row) => row[i]!)),
      output: [20, 20, 20, 20],
    });
    const { touches } = lookThrough(net, "p002", { outlay });
    net.parties.forEach((name, i) => expect(touches.get(name)).toBeCloseTo(inverse[i]![2]!, 13));
  });
});
