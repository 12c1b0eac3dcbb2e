// What the questions about money say to wrong input, each as a user would meet it: code, place, exit code, never a number.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const command = fileURLToPath(new URL("../../bin/roundtrip.js", import.meta.url));
const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-wrong-network-")));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [command, ...args], { cwd: work, encoding: "utf8" });

beforeAll(() => {
  run("--version"); // builds once, where the source is newer
  mkdirSync(join(work, "folder"));
  writeFileSync(join(work, "good.csv"), "payer,payee,amount\na,b,1\nb,a,1\n");
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** What is printed under --json: one object with the error, and the exit code. */
function refusal(args: readonly string[]): { exit: number | null } & Record<string, unknown> {
  const { status, stdout, stderr } = run(...args, "--json");
  const { error, ...rest } = JSON.parse(stdout) as { error: Record<string, unknown> };
  expect(rest).toEqual({});
  expect(stderr).toContain(`error ${String(error["code"])}`);
  return { exit: status, ...error };
}

const head = "payer,payee,amount\n";

describe("a list of payments", () => {
  test.each<[what: string, text: string | Uint8Array, code: string, line?: number, column?: number]>([
    ["of 0 bytes", "", "EDGES_EMPTY", 1, 1],
    ["of a header alone", head, "EDGES_EMPTY", 1, 1],
    ["of nothing but zeros", `${head}a,b,0\n`, "EDGES_EMPTY", 1, 1],
    ["without a header", "a,b,1\n", "EDGES_HEADER", 1, 1],
    ["with a column twice", "payer,payee,amount,payer\na,b,1,c\n", "EDGES_HEADER", 1, 1],
    ["with a field too many", `${head}a,b,1,x\n`, "EDGES_FIELDS", 2, 1],
    ["with a thousands separator", `${head}a,b,1,000\n`, "EDGES_FIELDS", 2, 1],
    ["with a thousands separator in quotes", `${head}a,b,"1,000"\n`, "EDGES_AMOUNT", 2, 6],
    ["with a negative amount", `${head}a,b,-1\n`, "EDGES_AMOUNT", 2, 5],
    ["with NaN", `${head}a,b,NaN\n`, "EDGES_AMOUNT", 2, 5],
    ["with an infinite amount", `${head}a,b,Infinity\n`, "EDGES_AMOUNT", 2, 5],
    ["that adds up to more than a number holds", `${head}a,b,1e308\nb,a,1e308\n`, "EDGES_AMOUNT", 1, 1],
    ["with a self-payment", `${head}a,a,1\n`, "EDGES_SELF_PAYMENT", 2, 3],
    ["with a broken quote", `${head}"a,b,1\n`, "EDGES_QUOTE", 2, 1],
    ["with a date that no calendar has", "payer,payee,amount,date\na,b,1,2026-13-45\n", "EDGES_DATE", 2, 7],
    ["after a byte-order mark and with CRLF", "\ufeffpayer,payee,amount\r\na,b,-1\r\n", "EDGES_AMOUNT", 2, 5],
    ["in gzip", gzipSync(`${head}a,b,-1\n`), "EDGES_AMOUNT", 2, 5],
    ["in gzip that was cut off", gzipSync(`${head}a,b,1\n`).subarray(0, 24), "FILE_GZIP"],
  ])("%s is refused with its place", (_what, text, code, line, column) => {
    writeFileSync(join(work, "list"), text);
    const place = { file: "list", ...(line === undefined ? {} : { line, column }) };
    expect(refusal(["network", "circularity", "--edges", "list"])).toMatchObject({ exit: 3, code, ...place });
  });

  test("that is a folder or not there is named", () => {
    for (const [file, code] of [
      ["folder", "FILE_UNREADABLE"],
      ["nowhere.csv", "FILE_MISSING"],
    ] as const) {
      const { exit, ...error } = refusal(["network", "circularity", "--edges", file]);
      expect({ exit, ...error }).toMatchObject({ exit: 3, code, file });
      expect(error).not.toHaveProperty("line");
    }
  });

  test("of a group that lets nothing out is refused at the first line of its first party", () => {
    writeFileSync(join(work, "closed.csv"), `${head}x,y,1\n"b",a,1\na,b,1\n`);
    expect(refusal(["network", "look-through", "--edges", "closed.csv", "--party", "b"])).toMatchObject({
      exit: 3,
      code: "LOOK_THROUGH_CLOSED",
      message: expect.stringContaining("a, b"),
      file: "closed.csv",
      line: 3,
      column: 5,
    });
  });

  test("and cash of a party that is in none of its payments", () => {
    writeFileSync(join(work, "cash.csv"), "party,cash\na,1\nbb,2\n");
    expect(refusal(["network", "clear", "--edges", "good.csv", "--cash", "cash.csv"])).toMatchObject({
      exit: 3,
      code: "CASH_UNKNOWN_PARTY",
      remedy: 'Did you mean "b"?',
      file: "cash.csv",
      line: 3,
      column: 1,
    });
  });

  test("does not know a party: wrong usage, with what was meant", () => {
    writeFileSync(join(work, "names.csv"), `${head}lumen-ai,nimbus-cloud,1\n`);
    expect(refusal(["network", "trace", "--edges", "names.csv", "--from", "nimbus-cluod"])).toMatchObject({
      exit: 2,
      code: "UNKNOWN_PARTY",
      remedy: 'Did you mean "nimbus-cloud"?',
    });
  });
});

describe("a table", () => {
  test.each<[what: string, question: string, text: string | Uint8Array, code: string, place?: string]>([
    ["of 0 bytes", "finn", "", "INPUT_JSON", "1:1"],
    [
      "that is not square",
      "clear",
      '{"liabilities": [[0, 1], [1]],\n"externalAssets": [1, 1]}',
      "INPUT_SHAPE",
      "1:26",
    ],
    [
      "with a debt to oneself",
      "clear",
      '{"liabilities": [[0, 1],\n[1, 5]], "externalAssets": [1, 1]}',
      "CLEARING_SELF",
      "2:5",
    ],
    [
      "with a negative debt",
      "clear",
      '{"liabilities": [[0, -1], [1, 0]], "externalAssets": [1, 1]}',
      "INPUT_NUMBER",
      "1:22",
    ],
    [
      "with NaN",
      "clear",
      '{"liabilities": [[0, NaN], [1, 0]], "externalAssets": [1, 1]}',
      "INPUT_NUMBER",
      "1:22",
    ],
    [
      "with an infinite debt",
      "clear",
      '{"liabilities": [[0, 1e999], [1, 0]], "externalAssets": [1, 1]}',
      "INPUT_NUMBER",
      "1:22",
    ],
    [
      "that is not in a steady state",
      "finn",
      '{"nodes": ["A",\n"B"], "flows": [[0, 10], [3, 0]],\n"boundaryInput": [7, 0], "boundaryOutput": [0, 1]}',
      "NETWORK_NOT_STEADY",
      "2:1",
    ],
    [
      "of nodes that nothing feeds",
      "finn",
      '{"nodes": ["A", "B"], "flows": [[0, 10], [30, 0]],\n"boundaryInput": [0, 0]}',
      "NETWORK_NOT_STEADY",
      "1:12",
    ],
    [
      "with a spectral radius of one",
      "look-through",
      '{"sectors": ["z", "x", "y"],\n"coefficients": [[0, 0, 0], [0, 0, 1], [0, 1, 0]]}',
      "LOOK_THROUGH_CLOSED",
      "1:19",
    ],
    [
      "with a spectral radius above one",
      "look-through",
      '{"sectors": ["x", "y"],\n"coefficients": [[0, 2], [2, 0]]}',
      "LOOK_THROUGH_CLOSED",
      "1:14",
    ],
    [
      "of a sector that buys out of nothing",
      "look-through",
      '{"sectors": ["x", "y"], "transactions": [[0, 1], [1, 0]],\n"output": [0, 1]}',
      "LOOK_THROUGH_OUTLAY",
      "2:12",
    ],
    [
      "of a party without equity",
      "debtrank",
      '{"exposures": [[0, 1], [1, 0]],\n"equity": [0, 1], "shock": [1, 0], "variant": "linear"}',
      "DEBTRANK_EQUITY",
      "2:12",
    ],
    [
      "of a shock above one",
      "debtrank",
      '{"exposures": [[0, 1], [1, 0]],\n"equity": [1, 1], "shock": [1, 2], "variant": "linear"}',
      "DEBTRANK_SHOCK",
      "2:32",
    ],
    ["that is not UTF-8", "finn", Buffer.from('{"nodes":\n["\u00e9"]}', "latin1"), "INPUT_ENCODING", "2:3"],
    [
      "in gzip that was cut off",
      "finn",
      gzipSync('{"nodes": ["A"], "flows": [[0]]}').subarray(0, 30),
      "FILE_GZIP",
    ],
  ])("%s is refused with its place", (_what, question, text, code, place) => {
    writeFileSync(join(work, "table.json"), text);
    const { exit, file, line, column, ...error } = refusal(["network", question, "--input", "table.json"]);
    expect({ exit, code: error["code"], file }).toEqual({ exit: 3, code, file: "table.json" });
    expect(line === undefined ? undefined : [line, column].join(":")).toBe(place);
  });

  test("without a way out or a steady state names who is to blame", () => {
    writeFileSync(
      join(work, "radius.json"),
      '{"sectors": ["land", "labs", "clouds"], "coefficients": [[0, 0, 0], [0, 0, 1], [0, 1, 0]]}',
    );
    const radius = refusal(["network", "look-through", "--input", "radius.json"]);
    expect(radius["message"]).toContain("labs, clouds");
    expect(radius["message"]).not.toContain("land");
    writeFileSync(
      join(work, "unfed.json"),
      '{"nodes": ["grass", "deer", "wolf"], "flows": [[0, 0, 0], [0, 0, 9], [0, 30, 0]], "boundaryInput": [1, 0, 0]}',
    );
    const unfed = refusal(["network", "finn", "--input", "unfed.json"]);
    expect(unfed["message"]).toContain("deer, wolf");
    expect(unfed["message"]).not.toContain("grass");
  });
});

describe("an option out of its range", () => {
  test.each<[line: string, range: string]>([
    ["loops --max-length 1", "from 2"],
    ["loops --max-length -1", "from 2"],
    ["loops --max-length 1e9", "from 2"],
    ["loops --max-length NaN", "from 2"],
    ["loops --limit 0", "from 1"],
    ["loops --limit two", "from 1"],
    ["loops --year 2028..2025", "a year such as 2026"],
    ["loops --year 26", "a year such as 2026"],
    ["network loops --edges good.csv --max-length 1", "from 2"],
    ["network loops --edges good.csv --limit -1", "from 0"],
    ["network loops --edges good.csv --search-limit 0", "from 1"],
    ["network chance --edges good.csv --samples 0", "from 1 to 1,000,000"],
    ["network chance --edges good.csv --samples 1000000000", "from 1 to 1,000,000"],
    ["network chance --edges good.csv --seed -1", "from 0"],
    ["network chance --edges good.csv --seed 1.5", "from 0"],
    ["network chance --edges good.csv --max-length 0", "from 2"],
  ])("roundtrip %s", (line, range) => {
    const { status, stdout, stderr } = run(...line.split(" "));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(range);
  });

  test("an option that only other commands have is not what was meant", () => {
    const remedy = "`roundtrip network trace --help` lists the options.";
    expect(refusal(["network", "trace", "--edges", "good.csv", "--from", "a", "--cite"])).toMatchObject({
      remedy,
    });
  });

  test.each([
    "loops",
    "circularity",
    "trace openai",
    "outside openai",
    "look-through openai",
    "contagion --fail openai",
  ])("%s: a year without payments says which years the book has", (question) => {
    for (const year of ["1800", "2090"]) {
      expect(refusal([...question.split(" "), "--year", year])).toMatchObject({
        exit: 2,
        code: "UNKNOWN_YEAR",
        message: `The book has no payment in ${year}.`,
        remedy: expect.stringMatching(/^Write a year from 20\d\d to 20\d\d\.$/u),
      });
    }
  });
});
