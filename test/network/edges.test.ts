import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoundtripError } from "../../src/error/error.ts";
import { readCash } from "../../src/network/cash.ts";
import { networkOfEdges, readEdges } from "../../src/network/edges.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readEdges("e.csv", [bytes(text)]);
const rows = (text: string): [string, string, number][] => {
  const { names, payer, payee, amount } = read(text);
  return [...amount].map((x, k) => [names[payer[k]!]!, names[payee[k]!]!, x]);
};
const error = (make: () => unknown): RoundtripError => {
  try {
    make();
  } catch (thrown) {
    return thrown as RoundtripError;
  }
  throw new Error("nothing was thrown");
};
/** Faults as code:line:column. */
const faults = (text: string): string[] =>
  error(() => read(text)).faults.map(({ code, line, column }) => `${code}:${line}:${column}`);

describe("what a list of payments may look like", () => {
  test("columns stand in any order, and others are passed over", () => {
    expect(rows("date,Amount, payee ,payer,kind\n2026,5,b,a,debt\n")).toEqual([["a", "b", 5]]);
  });

  test("names in quotes hold commas, quotes and line ends", () => {
    expect(rows('payer,payee,amount\n"A, ""the"" B",  "C\nD" ,"7"\n')).toEqual([['A, "the" B', "C\nD", 7]]);
  });

  test("a name is the same with quotes and without", () => {
    expect(read('payer,payee,amount\n"a",b,1\nb, a ,1\n"a""b",b,1\nb,"a""b",1').names).toEqual([
      "a",
      "b",
      'a"b',
    ]);
  });

  test("line ends of Windows, a byte-order mark, empty lines and no last line end", () => {
    expect(rows('\ufeffpayer,payee,amount\r\n\r\na,"b",1\r\n  \r\nb,a,2')).toEqual([
      ["a", "b", 1],
      ["b", "a", 2],
    ]);
  });

  test("names of any script", () => {
    expect(rows("payer,payee,amount\nソフトバンク,Nscale Ødegård,1\n")).toEqual([
      ["ソフトバンク", "Nscale Ødegård", 1],
    ]);
  });

  test("amounts are read exactly, short or long", () => {
    const written = [
      "1",
      "0.1",
      "+2.50",
      "1e9",
      "3E-2",
      ".5",
      "7.",
      "0.30000000000000004",
      "123456789012345678",
    ];
    expect(
      rows(`payer,payee,amount\n${written.map((x) => `a,b,${x}`).join("\n")}`).map(([, , x]) => x),
    ).toEqual([1, 0.1, 2.5, 1e9, 0.03, 0.5, 7, 0.1 + 0.2, 123456789012345680]);
  });

  test("a payment of nothing names its parties and is no edge", () => {
    const list = read("payer,payee,amount\na,b,0\na,c,1\n");
    expect(list.names).toEqual(["a", "b", "c"]);
    expect([...list.amount]).toEqual([1]);
  });

  test("names that JavaScript knows are names like others", () => {
    expect(rows("payer,payee,amount\n__proto__,constructor,1\n")).toEqual([["__proto__", "constructor", 1]]);
  });
});

describe("dates", () => {
  const dated = (date: string): string => `payer,payee,amount,date\na,b,1,${date}\n`;
  test("are days, months or years of the calendar, or left out", () => {
    for (const date of ["2026-09-30", "2024-02-29", "2026-02", "2026", "", " 2026-01-01 ", '"2026"'])
      expect(rows(dated(date)), date).toEqual([["a", "b", 1]]);
  });
  test("that no calendar has are refused with their place", () => {
    const wrong = [
      "2026-13-45",
      "2026-02-30",
      "2025-02-29",
      "2026-00",
      "2026-04-31",
      "26",
      "2026-9-3",
      "30.09.2026",
      "2026/09/30",
      "2026-Q3",
      "2026-09-30T00:00",
      "soon",
    ];
    for (const date of wrong) expect(faults(dated(date)), date).toEqual(["EDGES_DATE:2:7"]);
  });
  test("may stand in any place, but in one column only", () => {
    expect(faults("date,payer,payee,amount\n2026-13,a,b,1\n")).toEqual(["EDGES_DATE:2:1"]);
    expect(faults("payer,payee,amount,date,date\na,b,1,,\n")).toEqual(["EDGES_HEADER:1:1"]);
  });
});

describe("what is wrong with it", () => {
  test("an empty file, a header alone, payments of nothing", () => {
    for (const text of ["", "\n\n", "\ufeff", "payer,payee,amount\n", "payer,payee,amount\na,b,0\n"]) {
      expect(error(() => read(text)).code).toBe("EDGES_EMPTY");
    }
    expect(error(() => readEdges("e.csv", [])).code).toBe("EDGES_EMPTY");
  });

  test("a column that is missing, misspelt, or there twice", () => {
    expect(faults("a,b,10\n")).toEqual(["EDGES_HEADER:1:1", "EDGES_HEADER:1:1", "EDGES_HEADER:1:1"]);
    expect(error(() => read("payer,paye,amount\n")).remedy).toBe(
      'Did you mean "payee"? The header says "paye".',
    );
    expect(error(() => read("payer;payee;amount\n")).remedy).toMatch(/^Separate the columns by commas\./u);
    expect(faults("payer,payee,amount,payee\n")).toEqual(["EDGES_HEADER:1:1"]);
  });

  test("amounts that are none, each with its place", () => {
    const wrong = [
      "-1",
      "NaN",
      "inf",
      "Infinity",
      "1e999",
      "ten",
      "0x10",
      '"1,000"',
      "$5",
      "",
      "1_000",
      "1 000",
    ];
    expect(faults(`payer,payee,amount\n${wrong.map((x) => `a,b,${x}`).join("\n")}`)).toEqual(
      wrong.map((x, k) => `EDGES_AMOUNT:${k + 2}:${x.startsWith('"') ? 6 : 5}`),
    );
  });

  test("a party that pays itself, an empty name, a line of another length", () => {
    expect(faults("payer,payee,amount\na,a,1\n,b,1\na,b\na,b,1,000\n")).toEqual([
      "EDGES_SELF_PAYMENT:2:3",
      "EDGES_FIELDS:3:1",
      "EDGES_FIELDS:4:1",
      "EDGES_FIELDS:5:1",
    ]);
  });

  test("quotes in a field without, after one, and never closed", () => {
    expect(faults('payer,payee,amount\na"b,c,1\n"a"b,c,1\nx,y,-1\nm,"n,1\no,p,2\n')).toEqual([
      "EDGES_QUOTE:2:2",
      "EDGES_QUOTE:3:3",
      "EDGES_AMOUNT:4:5",
      "EDGES_QUOTE:5:3",
    ]);
  });

  test("places count lines within quotes, and characters rather than bytes", () => {
    expect(faults('payer,payee,amount\n"a\nb","ü\nc",-1\n"é",b,-1\n')).toEqual([
      "EDGES_AMOUNT:4:4",
      "EDGES_AMOUNT:5:7",
    ]);
  });

  test("text that is not UTF-8", () => {
    const latin = Uint8Array.from("payer,payee,amount\nM\u00fcller,b,1\n", (c) => c.charCodeAt(0));
    expect(error(() => readEdges("e.csv", [latin])).code).toBe("EDGES_ENCODING");
    const wide = new Uint8Array(Buffer.from("\ufeffpayer,payee,amount\na,b,1\n", "utf16le"));
    expect(error(() => readEdges("e.csv", [wide])).code).toMatch(/^EDGES_(?:ENCODING|HEADER)$/u);
  });

  test("amounts whose sum no number can hold", () => {
    expect(error(() => read("payer,payee,amount\na,b,1e308\nb,c,1e308\n")).code).toBe("EDGES_AMOUNT");
  });

  test("of very many faults the first fifty are shown, and the others counted", () => {
    const { faults, message } = error(() => read(`payer,payee,amount\n${"a,b,-1\n".repeat(1000)}`));
    expect(faults.length).toBe(51);
    expect(faults[50]).toMatchObject({ code: "EDGES_MORE", message: "950 more faults are not shown." });
    expect(message).toMatch(/^The file has 1000 faults\./u);
  });
});

describe("laws", () => {
  const name = fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" }).map((text) => `n${text}n`);
  const line = fc.record({
    payer: name,
    payee: name,
    amount: fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
  });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test("what is written is read, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (lines, cut) => {
          const kept = lines.filter(({ payer, payee }) => payer !== payee);
          fc.pre(kept.length > 0);
          const text = `payer,payee,amount\r\n${kept.map((x) => `${quoted(x.payer)},${quoted(x.payee)},${x.amount}`).join("\r\n")}`;
          const all = bytes(text);
          const chunks = Array.from({ length: Math.ceil(all.length / cut) }, (_, k) =>
            all.subarray(k * cut, (k + 1) * cut),
          );
          const { names, payer, payee, amount } = readEdges("e.csv", chunks);
          expect(
            [...amount].map((x, k) => ({ payer: names[payer[k]!], payee: names[payee[k]!], amount: x })),
          ).toEqual(kept);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  test("the order of the lines changes no bit of the network", () => {
    const few = fc.record({
      payer: fc.constantFrom("a", "b", "c"),
      payee: fc.constantFrom("d", "e"),
      amount: fc.double({ min: 0.1, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(few, { minLength: 1, maxLength: 20 }), (lines) => {
        const network = (list: typeof lines) =>
          networkOfEdges(
            read(`payer,payee,amount\n${list.map((x) => `${x.payer},${x.payee},${x.amount}`).join("\n")}`),
          );
        expect(network(lines.toReversed())).toEqual(network(lines));
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

test("cash comes as party,cash, one line a party", () => {
  const parties = new Set(["a", "b", "nimbus-cloud"]);
  const cash = readCash("c.csv", [bytes("cash,party\n5,a\n0,b\n")], parties);
  expect(cash.names).toEqual(["a", "b"]);
  expect([...cash.amount]).toEqual([5, 0]);
  const twice = error(() => readCash("c.csv", [bytes("party,cash\na,5\na,6\n")], parties));
  expect(twice.code).toBe("CASH_TWICE");
  const unknown = error(() =>
    readCash("c.csv", [bytes("party,cash\na,5\nnimbus-cluod,6\nzzzz,1\n")], parties),
  );
  expect(unknown.faults).toMatchObject([
    { code: "CASH_UNKNOWN_PARTY", line: 3, column: 1, remedy: 'Did you mean "nimbus-cloud"?' },
    { code: "CASH_UNKNOWN_PARTY", line: 4, column: 1 },
  ]);
});
