// Every fault of a text model: its code, where it stands, and what to write instead.

import { describe, expect, test } from "vitest";
import { RoundtripError } from "../../src/error/error.ts";
import { readTextModel, tryTextModel } from "../../src/model/text-model.ts";

/** What is wrong, the text, and the code, the place and words of what is said about it. */
type Case = readonly [what: string, text: string, code: string, place: string, says: string];

const model = (lines: string): string => `periods: 9\n${lines}\n`;
const equations = (lines: string): string => model(`equations:\n  ${lines}`);

const cases: readonly Case[] = [
  // keys and shapes
  [
    "a misspelt key",
    model("equation: {A: 1}\nequations: {A: 1}"),
    "MODEL_UNKNOWN_KEY",
    "2:1",
    'Did you mean "equations"?',
  ],
  [
    "a key unlike any",
    model("zebra: 1\nequations: {A: 1}"),
    "MODEL_UNKNOWN_KEY",
    "2:1",
    "Its keys are model, periods",
  ],
  ["no equations", model("parameters: {a: 1}"), "MODEL_NO_EQUATIONS", "1:1", "equations:"],
  ["equations that are a list", model("equations: [A, B]"), "MODEL_SHAPE", "2:12", "name: value"],
  ["a list in place of an equation", equations("A: [1, 2]"), "MODEL_SHAPE", "3:6", "an equation"],
  ["nothing in place of an equation", equations("A:"), "MODEL_SHAPE", "3:3", "an equation"],
  ["a file that is a list", "- a\n- b\n", "MODEL_SHAPE", "1:1", "periods: 60"],
  ["an empty file", "# nothing\n", "MODEL_EMPTY_FILE", "1:1", "Write a model"],
  ["what is no YAML", "periods: 9\nequations: {A: 1\n", "MODEL_YAML", "3:1", "YAML"],
  ["a key twice", equations("A: 1\n  A: 2"), "MODEL_DUPLICATE_KEY", "4:3", "Keep one"],
  ["an anchor", equations("A: &a 1"), "MODEL_ANCHOR", "3:6", "quotation marks"],
  ["a tag", equations("A: !!js/function 1"), "MODEL_TAG", "3:6", "tag"],
  ["several documents", "periods: 9\n---\nperiods: 9\n", "MODEL_DOCUMENTS", "2:1", "document"],
  ["a key of prototypes", equations("__proto__: 1"), "MODEL_KEY", "3:3", "__proto__"],
  ["a control character", equations("A: 1 \u202e"), "MODEL_CONTROL_CHARACTER", "3:8", ""],
  // periods and steps
  ["no periods", "equations: {A: 1}\n", "MODEL_PERIODS", "1:1", "periods: 60"],
  ["a thousand million periods", "periods: 1e9\nequations: {A: 1}\n", "MODEL_PERIODS", "1:10", "1 to 100000"],
  ["half a period", "periods: 1/2\nequations: {A: 1}\n", "MODEL_PERIODS", "1:10", "whole number"],
  ["no period at all", "periods: 0\nequations: {A: 1}\n", "MODEL_PERIODS", "1:10", "whole number"],
  ["a step of nothing", model("step: 0\nequations: {A: 1}"), "MODEL_STEP", "2:7", "above zero"],
  [
    "periods that depend on a name",
    "periods: n\nequations: {A: 1}\n",
    "MODEL_FIGURE",
    "1:10",
    "Write a number here",
  ],
  // names
  [
    "a misspelt name",
    model("parameters: {theta: 0.2}\nequations:\n  T: tehta * 2"),
    "MODEL_UNKNOWN_NAME",
    "4:6",
    'Did you mean "theta"?',
  ],
  ["a name unlike any", equations("T: 2 * zebra"), "MODEL_UNKNOWN_NAME", "3:10", "Give it an equation"],
  ["t for the number of the period", equations("A: 2 * t"), "MODEL_UNKNOWN_NAME", "3:10", "`period`"],
  ["dt for the length of a period", equations("A: 2 * dt"), "MODEL_UNKNOWN_NAME", "3:10", "`step`"],
  [
    "an initial value of nothing",
    model("initial: {HH: 0}\nequations: {H: 1}"),
    "MODEL_UNKNOWN_NAME",
    "2:11",
    'Did you mean "H"?',
  ],
  ["a word of equations as a name", equations("min: 1"), "MODEL_NAME", "3:3", "choose another name"],
  ["a name that begins with a digit", equations("2A: 1"), "MODEL_NAME", "3:3", "begins with a letter"],
  [
    "a name under two sections",
    model("parameters: {A: 1}\nequations: {A: 2}"),
    "MODEL_DUPLICATE_NAME",
    "3:13",
    "Give each name once",
  ],
  [
    "a name twice, once with its unit",
    equations("A: 1\n  A [USD]: 2"),
    "MODEL_DUPLICATE_NAME",
    "4:3",
    "Give each name once",
  ],
  ["an equation for a past", equations("A[-1]: 1"), "MODEL_UNIT", "3:4", "write the name alone"],
  // lags and starts
  [
    "a lag without an initial value",
    equations("A: A[-1] + 1"),
    "LAG_WITHOUT_INITIAL",
    "3:6",
    "under initial",
  ],
  [
    "a change without an initial value",
    equations("A: 1\n  B: 2 + d(A)"),
    "LAG_WITHOUT_INITIAL",
    "4:10",
    "under initial",
  ],
  ["a lag of nothing", model("initial: {A: 0}\nequations: {A: 'A[-0] + 1'}"), "MODEL_LAG", "3:17", "A[-1]"],
  ["a lead", model("initial: {A: 0}\nequations:\n  A: A[1] + 1"), "MODEL_LAG", "4:6", "A[-1]"],
  ["half a lag", model("initial: {A: 0}\nequations:\n  A: A[-0.5] + 1"), "MODEL_LAG", "4:6", "A[-1]"],
  [
    "an initial value that reads a past",
    model("initial: {A: 'B[-1]', B: 1}\nequations: {A: 1, B: 1}"),
    "MODEL_START",
    "2:15",
    "no past",
  ],
  [
    "an initial value of what has none",
    model("initial:\n  A: B\nequations: {A: 1, B: 1}"),
    "MODEL_START",
    "3:6",
    "under initial",
  ],
  [
    "initial values in a circle",
    model("initial:\n  A: B\n  B: A\nequations: {A: 1, B: 1}"),
    "MODEL_CYCLE",
    "3:6",
    "A -> B -> A",
  ],
  [
    "parameters in a circle",
    model("parameters:\n  a: b + 1\n  b: a + 1\nequations: {A: 1}"),
    "MODEL_CYCLE",
    "3:6",
    "a -> b -> a",
  ],
  // changes of given numbers
  [
    "a change at no period",
    model("exogenous: {G: {value: 20, five: 25}}\nequations: {A: 1}"),
    "MODEL_CHANGE",
    "2:28",
    "from period 5 on",
  ],
  [
    "a stretch that runs backwards",
    model("exogenous: {G: {value: 20, 12 to 10: 25}}\nequations: {A: 1}"),
    "MODEL_CHANGE",
    "2:28",
    '"10 to 12"',
  ],
  [
    "stretches that overlap",
    model("exogenous: {G: {value: 1, 1 to 5: 2, 5 to 6: 3}}\nequations: {A: 1}"),
    "MODEL_CHANGE",
    "2:38",
    "Period 5 is given two values",
  ],
  [
    "changes without a first value",
    model("exogenous: {G: {5: 25}}\nequations: {A: 1}"),
    "MODEL_CHANGE",
    "2:16",
    "{ value: 20, 5: 25 }",
  ],
  [
    "a given number that depends on another",
    model("exogenous: {G: 2 * H, H: 1}\nequations: {A: 1}"),
    "MODEL_FIGURE",
    "2:20",
    "under equations",
  ],
  [
    "a number that is not finite",
    model("parameters: {a: 1e999}\nequations: {A: a}"),
    "MODEL_NUMBER",
    "2:17",
    "1.7e308",
  ],
  [
    "a division by nothing",
    model("exogenous: {G: 1/0}\nequations: {A: 1}"),
    "MODEL_NUMBER",
    "2:16",
    "finite",
  ],
  // units
  [
    "dollars and watts added",
    model("parameters: {'a [USD]': 1, 'b [W]': 2}\nequations:\n  A: a * (a + b)"),
    "UNIT_MISMATCH",
    "4:13",
    "Cannot add USD to W",
  ],
  [
    "another unit than the name's",
    model("parameters: {'a [USD]': 1}\nequations:\n  A [W]: a"),
    "UNIT_MISMATCH",
    "4:10",
    "A is in W, its value in USD",
  ],
  [
    "an initial value in another unit",
    model("initial: {A: '1 [W]'}\nequations: {'A [USD]': 1}"),
    "UNIT_MISMATCH",
    "2:15",
    "A is in USD",
  ],
  ["a unit that is not known", equations("A [UDS]: 1"), "MODEL_UNIT", "3:5", 'Did you mean "USD"?'],
  ["a unit with a scale", equations("A [GW]: 1"), "MODEL_UNIT", "3:5", "5e9"],
  // syntax
  ["a bracket that is not closed", equations("A: (1 + 2"), "MODEL_SYNTAX", "3:12", 'Write ")"'],
  ["a bracket that was not opened", equations("A: 1 + 2)"), "MODEL_SYNTAX", "3:11", "not opened"],
  ["a missing operator", equations("A: 2 3"), "MODEL_SYNTAX", "3:8", "Write * to multiply"],
  ["a missing value", equations("A: 2 * "), "MODEL_SYNTAX", "3:9", "value is missing"],
  ["a single =", equations("A: 1\n  B: A = 1"), "MODEL_SYNTAX", "4:8", "Write == to compare"],
  ["a chain of comparisons", equations("A: 1 < 2 < 3"), "MODEL_SYNTAX", "3:12", "a < b and b < c"],
  ["a decimal comma", equations("A: 1,5"), "MODEL_SYNTAX", "3:7", "decimal point"],
  ["two asterisks for a power", equations("A: 2 ** 3"), "MODEL_CHARACTER", "3:8", 'Did you mean "^"?'],
  ["a sign that is none", equations("A: 2 ? 3"), "MODEL_CHARACTER", "3:8", "Equations are made of"],
  ["an unknown function", equations("A: sqr(2)"), "MODEL_UNKNOWN_FUNCTION", "3:6", 'Did you mean "sqrt"?'],
  ["a name that is called", equations("A: 1\n  B: A(2)"), "MODEL_UNKNOWN_FUNCTION", "4:6", "A * (…)"],
  ["too few arguments", equations("A: if(1, 2)"), "MODEL_ARGUMENTS", "3:6", "if(condition, a, b)"],
  [
    "the larger of one number",
    equations("A: max(1)"),
    "MODEL_ARGUMENTS",
    "3:6",
    "Write max(a, b); max of one number is that number.",
  ],
  ["the change of a sum", equations("A: d(1 + 2)"), "MODEL_ARGUMENTS", "3:6", "d(X)"],
  [
    "the third line of an equation",
    equations("A: >-\n    1 +\n    2 +\n    zebra"),
    "MODEL_UNKNOWN_NAME",
    "6:5",
    "zebra",
  ],
  // sizes
  [
    "thousands of brackets",
    equations(`A: ${"(".repeat(5000)}1${")".repeat(5000)}`),
    "MODEL_TOO_DEEP",
    "3:206",
    "equation of its own",
  ],
  ["a power tower", equations(`A: ${"2^".repeat(5000)}2`), "MODEL_TOO_DEEP", "3:406", "equation of its own"],
  [
    "an equation of a million characters",
    equations(`A: 1${" + 1".repeat(250_000)}`),
    "MODEL_TOO_LARGE",
    "3:6",
    "longer than 100000",
  ],
  [
    "a file of eleven million characters",
    `# ${" ".repeat(11_000_000)}\n`,
    "MODEL_TOO_LARGE",
    "1:1",
    "at most 10000000",
  ],
  // draws
  ["a lognormal of zero", equations("A: lognormal(0, 2)"), "IMPOSSIBLE_DISTRIBUTION", "3:6", "above zero"],
  [
    "a lognormal upside down",
    equations("A: lognormal(3, 2)"),
    "IMPOSSIBLE_DISTRIBUTION",
    "3:6",
    "smaller figure first",
  ],
  [
    "a pert whose mode lies outside",
    equations("A: pert(1, 5, 3)"),
    "IMPOSSIBLE_DISTRIBUTION",
    "3:6",
    "mode 5 outside of 1 to 3",
  ],
  [
    "a triangular between two equal points",
    equations("A: triangular(1, 1, 1)"),
    "IMPOSSIBLE_DISTRIBUTION",
    "3:6",
    "not below",
  ],
  ["a negative deviation", equations("A: normal(0, -1)"), "IMPOSSIBLE_DISTRIBUTION", "3:6", "0 or more"],
  [
    "a uniform upside down",
    equations("A: uniform(2, 1)"),
    "IMPOSSIBLE_DISTRIBUTION",
    "3:6",
    "smaller figure first",
  ],
  [
    "a pert of a name",
    equations("B: 1\n  A: pert(B, 2, 3)"),
    "DISTRIBUTION_ARGUMENT",
    "4:6",
    "Write figures",
  ],
  ["a draw of two units", equations("A: uniform(1 [USD], 2 [W])"), "UNIT_MISMATCH", "3:6", "same unit"],
  [
    "a draw where a figure stands",
    model("exogenous: {G: 'normal(0, 1)'}\nequations: {A: 1}"),
    "MODEL_DRAW",
    "2:17",
    "under parameters",
  ],
  [
    "a draw in a balance",
    model("equations: {A: 1}\nbalance: A = normal(0, 1)"),
    "MODEL_DRAW",
    "3:14",
    "under parameters",
  ],
  // balance
  [
    "a line that is left out and is none",
    model("equations: {A: 1}\nbalance:\n  m:\n    r: {c: A, e: -A}\n    unchecked: [zebra]"),
    "MODEL_BALANCE",
    "6:17",
    "rows and columns are r, c, e",
  ],
  [
    "an entry in another unit",
    model("equations: {'A [USD]': 1, 'B [W]': 1}\nbalance:\n  m:\n    r: {c: A, e: -B}"),
    "UNIT_MISMATCH",
    "5:18",
    "m, r",
  ],
  [
    "an entry of nothing",
    model("equations: {A: 1}\nbalance:\n  m:\n    r: {c: A, e: -AA}"),
    "MODEL_UNKNOWN_NAME",
    "5:19",
    'Did you mean "A"?',
  ],
];

describe("a text model is refused for", () => {
  test.each(cases)("%s", (_, text, code, place, says) => {
    const { model: read, faults } = tryTextModel({ file: "m.yaml", text });
    expect(read).toBeUndefined();
    const [fault] = faults;
    expect(`${fault!.code} ${fault!.file}:${fault!.line}:${fault!.column}`).toBe(`${code} m.yaml:${place}`);
    expect(`${fault!.message} ${fault!.remedy}`).toContain(says);
    expect(fault!.remedy).not.toBe("");
  });
});

test("every fault of a text is told at once, in the order in which they stand", () => {
  const text = equations("A: B\n  C: 1 +\n  D: sqr(1) + E");
  const { faults } = tryTextModel({ file: "m.yaml", text });
  expect(faults.map(({ code, line }) => `${code} ${line}`)).toEqual([
    "MODEL_UNKNOWN_NAME 3",
    "MODEL_SYNTAX 4",
    "MODEL_UNKNOWN_FUNCTION 5",
    "MODEL_UNKNOWN_NAME 5",
  ]);
});

test("a hundred faults are listed, and no more", () => {
  const text = equations(Array.from({ length: 5000 }, (_, k) => `A${k}: zebra`).join("\n  "));
  expect(tryTextModel({ file: "m.yaml", text }).faults).toHaveLength(100);
});

test("one fault is the error itself, several are one error with all of them", () => {
  const errorOf = (text: string): RoundtripError => {
    try {
      readTextModel({ file: "m.yaml", text });
    } catch (error) {
      return error as RoundtripError;
    }
    throw new Error("it was read");
  };
  expect(errorOf(equations("A: B")).code).toBe("MODEL_UNKNOWN_NAME");
  const several = errorOf(equations("A: B\n  C: D"));
  expect(several.code).toBe("MODEL_FAULTS");
  expect(several.faults).toHaveLength(2);
});

describe("text that looks like a program is refused and not run:", () => {
  const texts = [
    "process.exit()",
    "constructor",
    "__proto__",
    "toString()",
    "constructor(1)",
    "hasOwnProperty",
    "globalThis.process",
    "require(fs)",
    "this",
    "A.constructor.constructor(1)()",
    "eval(1)",
    "if.constructor",
    "`__proto__`",
  ];
  test.each(texts)("%s", (text) => {
    const { model: read, faults } = tryTextModel({
      file: "m.yaml",
      text: equations(`A: ${JSON.stringify(text)}`),
    });
    expect(read).toBeUndefined();
    expect(["MODEL_UNKNOWN_NAME", "MODEL_UNKNOWN_FUNCTION"]).toContain(faults[0]!.code);
  });
  test("() => 1", () => {
    const { faults } = tryTextModel({ file: "m.yaml", text: equations("A: () => 1") });
    expect(faults[0]!.code).toBe("MODEL_SYNTAX");
  });
});
