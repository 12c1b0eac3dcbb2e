// `model …` as a user meets it: what it prints, on how many threads, and what it says to wrong input.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const command = join(root, "bin", "roundtrip.js");
const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-model-")));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [command, "model", ...args], { cwd: work, encoding: "utf8" });

beforeAll(() => {
  run("--help"); // builds once, where the source is newer
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Run {
  readonly engine: string;
  readonly series: Record<string, unknown>;
  readonly checks: unknown;
  readonly failedPaths: number[];
}

function data(...args: string[]): Run {
  const { status, stdout, stderr } = run(...args, "--json");
  expect([status, stderr.replaceAll(/^(?:note|roundtrip): .*\n/gmu, "")], stderr).toEqual([0, ""]);
  return JSON.parse(stdout) as Run;
}

function written(name: string, text: string): string {
  writeFileSync(join(work, name), text);
  return name;
}

describe("every model of the repository", () => {
  const models = readdirSync(join(root, "models")).filter((name) => name.endsWith(".yaml"));
  test("there are some", () => expect(models.length).toBeGreaterThan(3));
  test.each(models)("%s runs alike on both engines and on 1, 2 and 4 threads", (name) => {
    const file = join(root, "models", name);
    const at = (threads: string, engine: string): Run =>
      data("run", file, "--paths", "2100", "--periods", "40", "--threads", threads, "--engine", engine);
    const one = at("1", "wasm");
    expect(one.engine).toBe("wasm");
    for (const [threads, engine] of [
      ["2", "wasm"],
      ["4", "wasm"],
      ["2", "interpret"],
    ] as const) {
      const other = at(threads, engine);
      expect([other.series, other.checks, other.failedPaths]).toEqual([
        one.series,
        one.checks,
        one.failedPaths,
      ]);
    }
  });
});

describe("what is asked", () => {
  const sim = (): string =>
    written(
      "sim.yaml",
      "model: SIM\nperiods: 60\nparameters: {theta: 0.2, a1: 0.6, a2: 0.4}\ninitial: {H: 0}\nexogenous: {G: 20}\nequations:\n  Y: C + G\n  T: theta * Y\n  YD: Y - T\n  C: a1 * YD + a2 * H[-1]\n  H: H[-1] + YD - C\n",
    );
  test("one path is its series, null where a variable has no value in period 0", () => {
    const { series, ...rest } = data("run", sim(), "--periods", "2") as unknown as {
      series: Record<string, (number | null)[]>;
    };
    expect(series["Y"]![0]).toBeNull();
    expect(series["Y"]![1]).toBeCloseTo(38.4615, 3);
    expect(series["H"]![0]).toBe(0);
    expect(rest).toMatchObject({ engine: "wasm", periods: [0, 1, 2], checks: { largestImbalance: null } });
  });
  test("--set changes a number from a period on", () => {
    const { series } = data("run", sim(), "--set", "G=25@5") as { series: Record<string, number[]> };
    const plain = data("run", sim()) as { series: Record<string, number[]> };
    expect(series["Y"]!.slice(0, 5)).toEqual(plain.series["Y"]!.slice(0, 5));
    expect(series["Y"]![5]! - plain.series["Y"]![5]!).toBeCloseTo(5 / (1 - 0.6 * 0.8), 8);
  });
  test("explain gives the equation and the value of all that stands in it", () => {
    const found = data("explain", sim(), "--variable", "C", "--period", "2") as unknown as {
      equation: string;
      value: number;
      terms: { term: string; value: number }[];
    };
    const of = (term: string): number => found.terms.find((one) => one.term === term)!.value;
    expect(found.equation).toBe("a1 * YD + a2 * H[-1]");
    // Solved together with others, so equal up to the tolerance of the block.
    expect(found.value).toBeCloseTo(of("a1 * YD") + of("a2 * H[-1]"), 10);
  });
  test("show --text gives the model that was set, as a text that runs alike", () => {
    const set = ["--set", "G=25@5", "--set", "theta=0.3", "--set", "C=50@20"];
    const { stdout } = run("show", sim(), "--text", ...set);
    const again = written("again.yaml", stdout);
    expect(data("run", again).series).toEqual(data("run", sim(), ...set).series);
  });
  test("paths that fail are counted, named and left out", () => {
    const file = written(
      "risky.yaml",
      "model: risky\nperiods: 3\nequations:\n  y: 1 / max(0, normal(1, 0.5))\n",
    );
    const { stderr } = run("run", file, "--paths", "500");
    expect(stderr).toMatch(
      /^note: \d+ of 500 paths failed and are left out; the first is path \d+ in period [123]: division by zero in y \(1 \/ max\(0, normal\(1, 0\.5\)\)\)\.$/mu,
    );
    const { failedPaths, series } = data("run", file, "--paths", "500");
    expect(failedPaths.length).toBeGreaterThan(5);
    expect((series["y"] as { mean: number[] }).mean[1]).toBeGreaterThan(0);
  });
});

describe("wrong input", () => {
  const refused = (args: readonly string[], exit: number, code: string): Record<string, unknown> => {
    const { status, stdout } = run(...args, "--json");
    const { error } = JSON.parse(stdout) as { error: Record<string, unknown> };
    expect([status, error["code"]], stdout).toEqual([exit, code]);
    return error;
  };
  const model = (body: string): string => written("wrong.yaml", `model: wrong\nperiods: 5\n${body}`);

  test("a division by zero on the only path names the equation and its place", () => {
    const error = refused(["run", model("equations:\n  x: 1 / (period - 3)\n")], 3, "MODEL_FAILED");
    expect(error).toMatchObject({ file: "wrong.yaml", line: 4 });
    expect(error["message"]).toBe("The path failed: division by zero in x (1 / (period - 3)), in period 3.");
  });
  test("equations that do not settle are named", () => {
    const file = model("equations:\n  x: 1 + 2 * y\n  y: 1 - 2 * x\n");
    const error = refused(["run", file], 3, "MODEL_FAILED");
    expect(error["message"]).toMatch(/not settled in [xy], [xy]/u);
    expect(error).toMatchObject({ file: "wrong.yaml", line: 4 });
  });
  test("accounts that leak are named by matrix, line, period, path and size", () => {
    const file = model("initial: {a: 0}\nequations:\n  a: a[-1] + 1\n  b: 2 * a\nbalance:\n  books: a - b\n");
    expect(refused(["run", file], 3, "MODEL_IMBALANCE")["message"]).toMatch(/books.* period \d of path 0/u);
  });
  test("a share of what begins with nothing says how to begin", () => {
    const error = refused(
      ["run", model("initial: {V: 0}\nequations:\n  share: 0 * V[-1] / V[-1]\n  V: V[-1] + 1\n")],
      3,
      "MODEL_FAILED",
    );
    expect(error["message"]).toBe(
      "The path failed: division by zero in share (0 * V[-1] / V[-1]), in period 1.",
    );
    expect(error["remedy"]).toContain("such as 1e-15 under initial");
  });
  test("a number of period 0 that is none says which operation it was", () => {
    const file = model("parameters:\n  a: log(0 - exp(normal(0, 1)))\nequations:\n  x: a\n");
    const error = refused(["run", file, "--paths", "3"], 3, "MODEL_FAILED");
    expect(error).toMatchObject({ file: "wrong.yaml", line: 4 });
    expect(error["message"]).toMatch(
      /^All 3 paths failed: logarithm of no positive number in a \(log.*period 0/u,
    );
  });
  test.each([
    ["that are kept", "2000"],
    ["of which only sums are kept", "21000"],
  ])("a leak on few of many paths %s is found, also where path 0 has failed", (_what, paths) => {
    const file = written(
      "leak.yaml",
      "periods: 2\nparameters:\n  a: uniform(0, 1)\nequations:\n  x: log(a - 0.5)\n  y: if(a > 0.99, 2 * x, x)\nbalance:\n  flows: {trade: {buyer: x, seller: -y}, unchecked: [buyer, seller]}\n",
    );
    const seed = ["--seed", "1"];
    const first = data("explain", file, "--variable", "a", "--period", "0", ...seed) as unknown as {
      value: number;
    };
    expect(first.value).toBeLessThan(0.5);
    const error = refused(["run", file, "--paths", paths, ...seed], 3, "MODEL_IMBALANCE");
    const [, size, path] = /the row trade of flows adds up to (\S+) in period 1 of path (\d+)/u.exec(
      error["message"] as string,
    )!;
    const of = (variable: string): number => {
      const at = ["--variable", variable, "--period", "1", "--path", path!, ...seed];
      return (data("explain", file, ...at) as unknown as { value: number }).value;
    };
    expect(of("x") - of("y")).toBe(Number(size));
    expect(error).toMatchObject({ file: "leak.yaml", line: 8 });
  });
  test.each<[what: string, body: string, code: string]>([
    ["a parameter beyond all sizes", "parameters: {a: 1e300}\nequations:\n  x: a\n", "MODEL_NUMBER"],
    ["an unknown name", "equations:\n  x: 1 + yy\n", "MODEL_UNKNOWN_NAME"],
    ["a lag without a start", "equations:\n  x: x[-1] + 1\n", "LAG_WITHOUT_INITIAL"],
    [
      "a sum of dollars and watts",
      "parameters: {'a [USD]': 1, 'b [W]': 2}\nequations:\n  x: a + b\n",
      "UNIT_MISMATCH",
    ],
    ["a distribution that is none", "equations:\n  x: uniform(2, 1)\n", "IMPOSSIBLE_DISTRIBUTION"],
    ["code", "equations:\n  x: process.exit(7)\n", "MODEL_UNKNOWN_FUNCTION"],
    ["a name that stands for itself", "equations:\n  x: x\n", "MODEL_UNDETERMINED"],
    ["names that stand for one another", "equations:\n  x: y\n  y: x\n", "MODEL_UNDETERMINED"],
  ])("%s is refused at its place", (_what, body, code) => {
    const error = refused(["run", model(body)], 3, code);
    expect(error).toMatchObject({ file: "wrong.yaml" });
    expect(error["line"]).toBeGreaterThan(2);
  });
  test("options that make no sense are wrong usage", () => {
    const file = model("equations:\n  x: period\n");
    refused(["run", file, "--paths", "0"], 2, "USAGE");
    refused(["run", file, "--engine", "gpu"], 2, "USAGE");
    refused(["run", file, "--set", "x"], 2, "USAGE");
    refused(["run", file, "--set", "x=0x10"], 2, "USAGE");
    refused(["run", file, "--set", "x=1e300"], 2, "MODEL_SET");
    refused(["run", file, "--set", "x=1@6"], 2, "MODEL_SET");
    refused(["run", file, "--set", "zz=1"], 2, "MODEL_UNKNOWN_NAME");
    refused(["explain", file, "--variable", "y", "--period", "1"], 2, "MODEL_UNKNOWN_NAME");
    refused(["explain", file, "--variable", "x", "--period", "6"], 2, "MODEL_PERIODS");
    refused(["run", "nothing.yaml"], 3, "FILE_MISSING");
  });
  test("one path of a hundred thousand periods runs; a block of 1,024 such paths is too much", () => {
    const more = Array.from({ length: 7 }, (_, k) => `  y${k}: x + ${k}\n`).join("");
    const file = written(
      "long.yaml",
      `model: long\nperiods: 100000\ninitial: {x: 0}\nequations:\n  x: x[-1] + 1\n${more}`,
    );
    expect(run("run", file).stdout).toMatch(/ y6 .* 100006\n/u);
    refused(["run", file, "--engine", "wasm"], 4, "RUN_SIZE");
  });
  test("a run that no memory holds is refused before it starts", () => {
    const equations = Array.from({ length: 3000 }, (_, k) => `  v${k}: period + ${k}`).join("\n");
    const file = written("large.yaml", `model: large\nperiods: 100000\nequations:\n${equations}\n`);
    refused(["run", file, "--paths", "20000"], 4, "RUN_SIZE");
  });

  test("a distribution that turns out impossible while it runs fails the path", () => {
    const of = (parameters: string, equation: string): string =>
      `model: D\nperiods: 2\nparameters: {${parameters}}\nequations:\n  X: ${equation}\n`;
    refused(["run", written("spread.yaml", of("s: -1", "normal(0, s)"))], 3, "MODEL_FAILED");
    refused(["run", written("ends.yaml", of("l: 3, h: 1", "uniform(l, h)"))], 3, "MODEL_FAILED");
    expect(run("run", written("fine.yaml", of("s: 1", "normal(0, s)"))).status).toBe(0);
  });
  test("a lag so long that a run would take hours is refused before it starts", () => {
    const lines = [
      "model: L",
      "periods: 100000",
      "initial: {X: 1}",
      "equations:",
      "  X: 0.5 * X[-1]",
      "  Y: X[-99999]",
    ];
    refused(["run", written("long-lag.yaml", lines.join("\n"))], 4, "RUN_SIZE");
  });
});
