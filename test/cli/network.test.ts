// The `network` commands on files: what they print, refuse and return, by the check network of the method.

import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const command = fileURLToPath(new URL("../../bin/roundtrip.js", import.meta.url));
const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-network-")));
const lines = ["A,B,10", "B,C,6", "C,A,4", "B,A,3"];

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [command, "network", ...args], { cwd: work, encoding: "utf8" });
}
/** The JSON that a command prints, which must succeed. */
function json(...args: string[]): Record<string, unknown> {
  const { status, stdout, stderr } = run(...args, "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}
/** The error of a command under --json, with its exit code. */
function error(...args: string[]): {
  exit: number | null;
  code: string;
  message: string;
  remedy: string;
  line?: number;
  column?: number;
  file?: string;
} {
  const { status, stdout } = run(...args, "--json");
  return {
    exit: status,
    ...(JSON.parse(stdout) as { error: { code: string; message: string; remedy: string } }).error,
  };
}
const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(work, name), content);

beforeAll(() => {
  write("check.csv", `payer,payee,amount\n${lines.join("\n")}\n`);
  write(
    "other-order.csv",
    `amount,payee,payer\r\n${lines
      .toReversed()
      .map((line) => line.split(",").toReversed().join(","))
      .join("\r\n")}`,
  );
  write("check.csv.gz", gzipSync(`payer,payee,amount\n${lines.join("\n")}\n`));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("on the check network", () => {
  test("every measure of circularity", () => {
    const found = json("circularity", "--edges", "check.csv");
    expect(Object.keys(found)).toEqual([
      "nodes",
      "edges",
      "total",
      "maximumCirculation",
      "reciprocity",
      "finnCyclingIndex",
      "hodgeLoopShare",
      "excess",
      "components",
    ]);
    expect(found).toMatchObject({
      nodes: 3,
      edges: 4,
      total: 23,
      maximumCirculation: { amount: 18, share: 18 / 23 },
      reciprocity: 6 / 23,
      excess: { amount: 20, share: 20 / 23 },
      components: { count: 1, largest: 3 },
    });
    expect(found["finnCyclingIndex"]).toBeCloseTo(0.67033, 6);
    expect(found["hodgeLoopShare"]).toBeCloseTo(0.953795, 6);
  });

  test("its two loops", () => {
    expect(json("loops", "--edges", "check.csv", "--max-length", "4")).toEqual({
      count: 2,
      byLength: { "2": 1, "3": 1 },
      cut: false,
      loops: [
        { parties: ["A", "B", "C"], throughput: 4 },
        { parties: ["A", "B"], throughput: 3 },
      ],
    });
    expect(json("loops", "--edges", "check.csv", "--max-length", "2")).toMatchObject({ count: 1 });
    expect(json("loops", "--edges", "check.csv", "--max-length", "4", "--limit", "1")).toMatchObject({
      count: 2,
      loops: [{ throughput: 4 }],
    });
    expect(json("loops", "--edges", "check.csv", "--max-length", "4", "--search-limit", "1")).toMatchObject({
      cut: true,
    });
  });

  test("a dollar of A", () => {
    const found = json("trace", "--edges", "check.csv", "--from", "A") as unknown as {
      returned: { total: number; directly: number; throughOthers: number };
      steps: number;
      endsAt: Record<string, number>;
      notKnown: number;
    };
    expect(found.returned.total).toBeCloseTo(0.7, 12);
    expect(found.returned.directly).toBeCloseTo(0.3, 12);
    expect(found.returned.throughOthers).toBeCloseTo(0.4, 12);
    expect(found.steps).toBeCloseTo(18 / 7, 12);
    expect(found.endsAt["B"]).toBeCloseTo(0.1, 12);
    expect(found.endsAt["C"]).toBeCloseTo(0.2, 12);
    expect(found.notKnown).toBe(0);
  });

  test("what stands behind a dollar of A, and ends adding to 1", () => {
    const { touches, endsAt, notKnown } = json(
      "look-through",
      "--edges",
      "check.csv",
      "--party",
      "A",
    ) as unknown as {
      touches: Record<string, number>;
      endsAt: Record<string, number>;
      notKnown: number;
    };
    expect(touches["A"]).toBeCloseTo(10 / 3, 12);
    expect(Object.values(endsAt).reduce((sum, x) => sum + x, notKnown)).toBeCloseTo(1, 12);
  });

  test("against chance: four payments are too few, and say so", () => {
    const found = json(
      "chance",
      "--edges",
      "check.csv",
      "--statistic",
      "reciprocity",
      "--samples",
      "50",
      "--seed",
      "7",
    );
    expect(Object.keys(found)).toEqual([
      "statistic",
      "observed",
      "mean",
      "sd",
      "pOneSided",
      "pTwoSided",
      "samples",
      "rejected",
      "verdict",
    ]);
    expect(found).toMatchObject({ statistic: "reciprocity", observed: 6 / 23, verdict: "too small to tell" });
  });

  test.each([
    ["circularity"],
    ["loops"],
    ["trace", "--from", "B"],
    ["look-through", "--party", "B"],
    ["chance", "--samples", "20"],
    ["chance", "--samples", "20", "--statistic", "loops"],
  ])("%s: neither the order of lines and columns nor gzip changes a digit", (...args) => {
    for (const form of [["--json"], [], ["--format", "csv"]]) {
      const printed = run(...args, "--edges", "check.csv", ...form).stdout;
      expect(printed).not.toBe("");
      expect(run(...args, "--edges", "other-order.csv", ...form).stdout).toBe(printed);
      expect(run(...args, "--edges", "check.csv.gz", ...form).stdout).toBe(printed);
    }
  });
});

describe("on tables", () => {
  test("Finn's index of a network in balance", () => {
    write(
      "finn.json",
      JSON.stringify({
        nodes: ["A", "B", "C"],
        flows: [
          [0, 10, 0],
          [3, 0, 6],
          [4, 0, 0],
        ],
        boundaryInput: [3, 0, 0],
        boundaryOutput: [0, 1, 2],
      }),
    );
    const found = json("finn", "--input", "finn.json") as unknown as {
      throughflow: number[];
      finnCyclingIndex: number;
      totalSystemThroughflow: number;
      averagePathLength: number;
    };
    expect(found.throughflow).toEqual([10, 10, 6]);
    expect(found.totalSystemThroughflow).toBe(26);
    expect(found.averagePathLength).toBeCloseTo(26 / 3, 12);
    expect(found.finnCyclingIndex).toBeCloseTo(0.67033, 6);
  });

  test("a ring of equal debts clears without cash, from a table and from a list", () => {
    write(
      "ring.json",
      JSON.stringify({
        liabilities: [
          [0, 10, 0],
          [0, 0, 10],
          [10, 0, 0],
        ],
        externalAssets: [0, 0, 0],
      }),
    );
    expect(json("clear", "--input", "ring.json")).toEqual({
      payments: [10, 10, 10],
      defaulted: [false, false, false],
      equity: [0, 0, 0],
      rounds: [],
    });
    write("ring.csv", "payer,payee,amount\nz,x,10\nx,y,10\ny,z,10\n");
    write("cash.csv", "party,cash\nx,0\ny,0\nz,0\n");
    expect(json("clear", "--edges", "ring.csv", "--cash", "cash.csv")).toEqual({
      parties: ["x", "y", "z"],
      payments: [10, 10, 10],
      defaulted: [false, false, false],
      equity: [0, 0, 0],
      rounds: [],
    });
  });

  test("failures by round, and parties without cash", () => {
    write("chain.csv", "payer,payee,amount\na,b,10\nb,c,8\n");
    write("some-cash.csv", "party,cash\na,4\n");
    const { status, stdout, stderr } = run(
      "clear",
      "--edges",
      "chain.csv",
      "--cash",
      "some-cash.csv",
      "--json",
    );
    expect(status).toBe(0);
    expect(stderr).toBe("note: 2 parties are not in the list of cash, and without any.\n");
    expect(JSON.parse(stdout)).toMatchObject({
      parties: ["a", "b", "c"],
      payments: [4, 4, 0],
      defaulted: [true, true, false],
      rounds: [{ newlyDefaulted: [0] }, { newlyDefaulted: [1] }],
    });
  });

  test("look-through of a table, by coefficients or transactions", () => {
    write(
      "a.json",
      JSON.stringify({
        sectors: ["x", "y"],
        coefficients: [
          [0, 0.5],
          [0.5, 0],
        ],
      }),
    );
    write(
      "z.json",
      JSON.stringify({
        sectors: ["x", "y"],
        transactions: [
          [0, 5],
          [5, 0],
        ],
        output: [10, 10],
      }),
    );
    const found = json("look-through", "--input", "a.json") as unknown as {
      inverse: number[][];
      endsAt: number[][];
    };
    expect(found.inverse[0]![0]).toBeCloseTo(4 / 3, 12);
    expect(found.endsAt[0]![0]).toBeCloseTo(2 / 3, 12);
    expect(json("look-through", "--input", "z.json")).toEqual(found);
  });

  test("DebtRank of a loss that reaches two", () => {
    write(
      "rank.json",
      JSON.stringify({
        exposures: [
          [0, 5],
          [0, 0],
        ],
        equity: [10, 10],
        shock: [0, 1],
        variant: "linear",
      }),
    );
    expect(json("debtrank", "--input", "rank.json")).toMatchObject({ distress: [0.5, 1], debtRank: 0.25 });
  });
});

describe("what is refused", () => {
  test("files that are missing, and folders", () => {
    expect(error("circularity", "--edges", "nowhere.csv")).toMatchObject({ exit: 3, code: "FILE_MISSING" });
    expect(error("finn", "--input", "nowhere.json")).toMatchObject({ exit: 3, code: "FILE_MISSING" });
    expect(error("clear", "--edges", "check.csv", "--cash", "nowhere.csv")).toMatchObject({
      exit: 3,
      code: "FILE_MISSING",
    });
    expect(error("circularity", "--edges", ".")).toMatchObject({ exit: 3, code: "FILE_UNREADABLE" });
  });

  test("gzip that was cut off or is broken, with the file", () => {
    const whole = gzipSync("payer,payee,amount\na,b,1\n");
    write("cut.gz", whole.subarray(0, 25));
    write(
      "broken.gz",
      whole.map((byte, k) => (k === 14 ? byte ^ 0xff : byte)),
    );
    for (const file of ["cut.gz", "broken.gz"]) {
      const found = { exit: 3, code: "FILE_GZIP", file };
      expect(error("circularity", "--edges", file)).toMatchObject(found);
      expect(error("finn", "--input", file)).toMatchObject(found);
    }
  });

  test("a fault of a list, with its line, and all of them in prose", () => {
    write("bad.csv", "payer,payee,amount\na,b,1\na,a,1\na,b,-2\n");
    expect(error("circularity", "--edges", "bad.csv")).toMatchObject({
      exit: 3,
      code: "EDGES_SELF_PAYMENT",
      file: "bad.csv",
      line: 3,
      column: 3,
    });
    const { status, stdout, stderr } = run("loops", "--edges", "bad.csv");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toBe(
      [
        "error EDGES_SELF_PAYMENT bad.csv:3:3",
        "  3 | a,a,1",
        "    |   ^",
        '"a" pays itself. Remove the line: money that stays with one party is no payment.',
        "",
        "error EDGES_AMOUNT bad.csv:4:5",
        "  4 | a,b,-2",
        "    |     ^^",
        "The amount -2 is negative. Write what is paid as a positive number; payer and payee give the direction.",
        "",
        "2 faults.",
        "",
      ].join("\n"),
    );
  });

  test("a party that is not in the list: did you mean, as wrong usage", () => {
    write("names.csv", "payer,payee,amount\nnimbus-cloud,lumen-ai,1\n");
    const unknown = { exit: 2, code: "UNKNOWN_PARTY", remedy: 'Did you mean "nimbus-cloud"?' };
    expect(error("trace", "--edges", "names.csv", "--from", "nimbus-cluod")).toMatchObject(unknown);
    expect(error("look-through", "--edges", "names.csv", "--party", "nimbus-cluod")).toMatchObject(unknown);
  });

  test("tables that are no JSON, lack a key, are not square, or hold what is no number", () => {
    const wrong: [string, string][] = [
      ['{"liabilities": [[0,', "INPUT_JSON"],
      ['{"liabilities": [[0]]}', "INPUT_KEY"],
      ['{"liabilities": [[0, 1]], "externalAssets": [1]}', "INPUT_SHAPE"],
      ['{"liabilities": [[0, NaN], [0, 0]], "externalAssets": [1, 1]}', "INPUT_NUMBER"],
      ['{"liabilities": [[0, -1], [0, 0]], "externalAssets": [1, 1]}', "INPUT_NUMBER"],
      ['{"liabilities": [[0, null], [0, 0]], "externalAssets": [1, 1]}', "INPUT_NUMBER"],
    ];
    for (const [text, code] of wrong) {
      write("wrong.json", text);
      expect(error("clear", "--input", "wrong.json")).toMatchObject({
        exit: 3,
        code,
        file: "wrong.json",
        line: 1,
      });
    }
    expect(error("clear", "--input", "wrong.json").message).toBe("liabilities[0][1] is null.");
  });

  test("options that are missing, misspelt or no number", () => {
    expect(error("loops", "--max-length", "3")).toMatchObject({ exit: 2, code: "USAGE" });
    expect(error("loops", "--edges", "check.csv", "--max-length", "many")).toMatchObject({ exit: 2 });
    expect(error("loops", "--edges", "check.csv", "--max-lenght", "3")).toMatchObject({
      exit: 2,
      remedy: 'Did you mean "--max-length"?',
    });
    expect(error("chance", "--edges", "check.csv", "--statistic", "luck")).toMatchObject({ exit: 2 });
    expect(error("clear", "--edges", "check.csv")).toMatchObject({ exit: 2 });
    expect(error("look-through")).toMatchObject({ exit: 2 });
    expect(error("circulation")).toMatchObject({
      exit: 2,
      remedy: 'Did you mean "circularity"?',
    });
  });
});
