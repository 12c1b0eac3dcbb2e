// A model as a table of equations, and one number of it explained.

import { valuesOf } from "../expression/evaluate.ts";
import { type Expression, operands } from "../expression/expression.ts";
import { equationTable, show, showName } from "../expression/show.ts";
import { type System, equationsOf, isBlock } from "../expression/system.ts";
import { nodesOf } from "../expression/walk.ts";
import { type SectorId, sectors } from "../model/circular/sector.ts";
import { type Model, placeOf } from "../model/model.ts";
import type { PathTrace } from "../paths/trace.ts";
import { showUnit } from "../unit/unit.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { count } from "./number.ts";

/**
 * The equations in the order in which they are solved, with blocks, numbers and accounts.
 *
 * @param partOf of which part each variable is, where the model was written in parts
 * @param shown what tables show of a model in parts: its parts, the equations of one, or unless told otherwise all
 */
export function showAnswer(
  model: Model,
  system: System,
  partOf?: ReadonlyMap<string, SectorId>,
  shown: "parts" | "all" | SectorId = "all",
): Answer {
  const names = equationsOf(system).map(({ name }) => name);
  const parts = sectors.map((sector) => ({
    ...sector,
    equations: names.filter((name) => partOf?.get(name) === sector.id).length,
  }));
  const rows = equationTable(equationsOf(system));
  const blocks = system.parts.filter(isBlock).map(({ equations }) => equations.map(({ name }) => name));
  const numbers = [
    ...model.given.map(({ name, unit, value, changes }) => ({
      name,
      unit,
      value: [
        String(value),
        ...changes.map(
          ({ from, to, value: later }) =>
            `${later} ${to === undefined ? `from ${from} on` : `in ${from} to ${to}`}`,
        ),
      ].join(", "),
    })),
    ...model.once.map(({ name, unit, value }) => ({ name, unit, value: show(value) })),
  ];
  const ofPart = (part: SectorId): Block => ({
    lines: rows.flatMap(({ name, unit, equation, initial }, k) =>
      partOf?.get(names[k]!) === part
        ? [`${name}${unit ? ` [${unit}]` : ""} = ${equation}${initial ? `; in period 0: ${initial}` : ""}`]
        : [],
    ),
  });
  const whole = (): Block[] => [
    table(
      "Equations, in the order in which they are solved",
      ["variable", "unit", "equation", "in period 0"],
      rows.map(({ name, unit, equation, initial }) => [
        text(name),
        text(unit),
        text(equation),
        text(initial),
      ]),
    ),
    { lines: blocks.map((names) => `Solved together in each period: ${names.join(", ")}.`) },
    table(
      "Numbers",
      ["name", "unit", "value"],
      numbers.map(({ name, unit, value }) => [text(name), text(unit ? showUnit(unit) : ""), text(value)]),
    ),
    ...(system.identities.length === 0
      ? []
      : [
          table(
            "Must add to zero in every period",
            ["accounts", "line", "entries"],
            system.identities.map(({ matrix, line, entries }) => [
              text(matrix),
              text(line),
              text(entries.map(({ name, value }) => `${name}: ${show(value)}`).join("; ")),
            ]),
          ),
        ]),
  ];
  return {
    json: {
      model: model.name,
      periods: system.periods,
      step: system.step,
      parameters: numbers.map(({ name, unit, value }) => ({
        name,
        unit: unit ? showUnit(unit) : null,
        value,
      })),
      ...(partOf && { parts }),
      equations: rows.map(({ name, unit, equation, initial }, k) => ({
        name,
        unit: unit || null,
        equation,
        initial: initial || null,
        ...(partOf && { part: partOf.get(names[k]!) ?? null }),
      })),
      blocks,
      balance: system.identities.map(({ matrix, line, entries }) => ({
        matrix,
        line,
        entries: Object.fromEntries(entries.map(({ name, value }) => [name, show(value)])),
      })),
    },
    blocks: [
      {
        heading: `${model.name}: ${count(rows.length)} equations, ${count(system.periods)} periods of ${system.step}`,
      },
      ...(partOf
        ? [
            table(
              "Parts, in the order of a quarter",
              ["id", "part", ">equations", "why so"],
              parts
                .filter(({ id }) => shown === "parts" || shown === "all" || id === shown)
                .map(({ id, title, equations, why }) => [
                  text(id),
                  text(title),
                  { show: count(equations), value: equations },
                  text(why),
                ]),
            ),
          ]
        : []),
      ...(shown === "all" ? whole() : shown === "parts" ? [{ lines: moreLines }] : [ofPart(shown)]),
    ],
    sources: [],
    sentence: `${model.name} has ${count(rows.length)} equations`,
  };
}

/** How more is seen than the parts. */
const moreLines = [
  "`--part ID` shows the equations of a part, `--all` those of all with numbers and accounts; `--json` has everything.",
];

/** Why a variable is what it is in a period: its equation, and the value of all that stands in it. */
export function explainAnswer(
  model: Model,
  system: System,
  trace: PathTrace,
  { variable, period, seed }: { variable: string; period: number; seed: number },
): Answer {
  const value = trace.value(variable, period);
  const equation = equationsOf(system).find(({ name }) => name === variable);
  const once = system.once.find(({ name }) => name === variable);
  const expression = period === 0 ? (equation?.initial ?? once?.value) : (equation?.value ?? once?.value);
  const terms = expression && period > 0 && equation ? termsOf(expression, trace, period) : [];
  const written = expression ? show(expression) : "given";
  const place = placeOf(model, variable);
  const block = system.parts.find(
    (part) => isBlock(part) && part.equations.some(({ name }) => name === variable),
  );
  const lines = [
    `${showName(variable)} = ${written}`,
    ...(place ? [`${place.file}:${place.line}:${place.column}`] : []),
    ...(block && isBlock(block)
      ? [
          `Solved together with ${block.equations
            .map(({ name }) => name)
            .filter((name) => name !== variable)
            .join(", ")}.`,
        ]
      : []),
    ...(trace.failed > 0 ? [`This path failed in period ${trace.failed - 1}.`] : []),
  ];
  return {
    json: {
      variable,
      period,
      path: trace.path,
      seed,
      value: finiteOrNull(value),
      equation: written,
      terms: terms.map(({ term, value: found }) => ({ term, value: finiteOrNull(found) })),
      solvedTogether: block && isBlock(block) ? block.equations.map(({ name }) => name) : [],
      failed: trace.failed > 0 ? trace.failed - 1 : null,
    },
    blocks: [
      { heading: `${showName(variable)} in period ${period} of path ${trace.path}: ${value}` },
      { lines },
      table(
        "What stands in it",
        ["term", ">value"],
        terms.map(({ term, value: found }) => [
          text(term),
          { show: String(found), value: finiteOrNull(found) },
        ]),
      ),
    ],
    sources: [],
    sentence: `${variable} is ${value} in period ${period}`,
  };
}

/** Every name, lag, draw and compound part of an equation with its value, the smallest first. */
export function termsOf(
  root: Expression,
  trace: PathTrace,
  period: number,
): { term: string; value: number }[] {
  const values = valuesOf(root, trace.surroundings(period));
  const parts = nodesOf(root).filter((e) => e !== root && e.op !== "constant");
  const leaves = parts.filter((e) => operands(e).length === 0);
  const compound = parts.filter((e) => operands(e).length > 0);
  const seen = new Set<string>();
  return [...leaves, ...compound].flatMap((e) => {
    const term = show(e);
    if (seen.has(term)) return [];
    seen.add(term);
    return [{ term, value: values.get(e)! }];
  });
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
