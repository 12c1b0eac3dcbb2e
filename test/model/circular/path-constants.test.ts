// What is the same in every quarter of a path is worked out once, under a name that says how.

import { expect, test } from "vitest";
import { type Expression, lag, variable } from "../../../src/expression/expression.ts";
import { show } from "../../../src/expression/show.ts";
import type { Name } from "../../../src/model/builder.ts";
import { pathConstants } from "../../../src/model/circular/path-constants.ts";
import { isBelow, larger, minus, noise, plus, times, when } from "../../../src/model/circular/write.ts";

function workedOut(equation: Expression): { text: string; once: Record<string, string> } {
  const once: Record<string, string> = {};
  const constants = pathConstants((name, value) => {
    expect(name in once).toBe(false);
    once[name] = show(value);
    return variable(name) as Name;
  });
  for (const name of ["memory", "rate", "switch x"]) constants.add(name);
  return { text: show(constants.workedOut(equation)), once };
}

const [memory, rate, on, moving] = ["memory", "rate", "switch x", "moving"].map((name) => variable(name)) as [
  Name,
  Name,
  Name,
  Name,
];

test("a part made of fixed names alone is a number of its own, once however often it stands", () => {
  const kept = (): Expression => minus(1, memory);
  expect(workedOut(plus(times(kept(), moving), times(kept(), lag("moving"))))).toEqual({
    text: "`{1 - memory}` * moving + `{1 - memory}` * moving[-1]",
    once: { "{1 - memory}": "1 - memory" },
  });
  const chosen = when(isBelow(on, 0.5), larger(rate, 2), moving);
  expect(workedOut(chosen)).toEqual({
    text: "if(`{switch x < 0.5}`, `{max(rate, 2)}`, moving)",
    once: { "{switch x < 0.5}": "`switch x` < 0.5", "{max(rate, 2)}": "max(rate, 2)" },
  });
});

test("what moves, is drawn, or is a name or a figure by itself stays", () => {
  for (const equation of [times(rate, moving), plus(memory, noise()), times(2, lag("rate")), rate]) {
    const { text, once } = workedOut(equation);
    expect({ text, once }).toEqual({ text: show(equation), once: {} });
  }
  expect(workedOut(plus(moving, times(2, 3)))).toEqual({ text: "moving + 2 * 3", once: {} });
});
