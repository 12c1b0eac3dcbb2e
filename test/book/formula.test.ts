import { expect, test } from "vitest";
import { figuresOf, parseFormula } from "../../src/book/formula.ts";

test("an expression names its figures", () => {
  const formula = parseFormula(
    'low(leg[a-b].firm) / (infrastructure[household-kw] + "1 kW per home") * fact[x/y/2026Q1]',
  );
  expect(figuresOf(formula)).toEqual([
    { kind: "leg", id: "a-b", field: "firm" },
    { kind: "infrastructure", id: "household-kw", field: undefined },
    { kind: "fact", id: "x/y/2026Q1", field: undefined },
  ]);
});

test("products come before sums, and equals from left to right", () => {
  expect(parseFormula('"8 GW" - "4 GW" - "2 GW"')).toMatchObject({ op: "subtract", a: { op: "subtract" } });
  expect(parseFormula('"8 GW" + "4 GW" * "2 ratio"')).toMatchObject({ op: "add", b: { op: "multiply" } });
});

test.each([
  ["leg[a].frim", "FORMULA_UNKNOWN_FIELD", 'Did you mean "firm"?'],
  ["lge[a].firm", "FORMULA_UNKNOWN_KIND", 'Did you mean "leg"?'],
  ["leg[a].firm +", "FORMULA_UNREADABLE", ""],
  ["leg[a].firm leg[b].firm", "FORMULA_UNREADABLE", ""],
  ["process.exit()", "FORMULA_UNREADABLE", ""],
  ['mix("1 GW", "2 GW")', "FORMULA_UNREADABLE", 'Did you mean "min"?'],
  ['"5 bilion USD"', "QUANTITY_UNIT", ""],
])("%s is refused", (text, code, remedy) => {
  expect(() => parseFormula(text)).toThrow(
    expect.objectContaining({ code, remedy: expect.stringContaining(remedy) }),
  );
});
