// Which assumptions move a series in a quarter, or the chance of an event.

import type { EconomyEvent, Series } from "../model/circular/economy.ts";
import type { Quarter } from "../model/circular/quarter.ts";
import { cellsOf } from "../paths/simulation.ts";
import { normal975 } from "../paths/probability.ts";
import { type Influence, sensitivity } from "../paths/sensitivity.ts";
import { showUnit } from "../unit/unit.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
import { assumptionSources, parameterOf } from "./assumption-rows.ts";
import { count } from "./number.ts";
import { errorsBeyond } from "./stress-threshold.ts";
import { percent } from "./series-text.ts";
import { type Simulated, balanceLine, conditionLines, headingOf, runJson } from "./simulate.ts";

/** Rows of the table, of those beyond chance; JSON has all. */
const rowsMax = 15;

/** What is asked about: a series in a period, or whether an event has happened by the end of one. */
export type Output = { readonly period: number } & (
  { readonly series: Series } | { readonly event: EconomyEvent }
);

/** The answer to `sensitivity`. */
export function sensitivityAnswer(simulated: Simulated, output: Output): Answer {
  const { book, simulation, run } = simulated;
  const { economy, kept } = simulation;
  const quarter = economy.quarters[output.period - 1]!;
  const cells = cellsOf(simulation, run);
  const cell =
    "series" in output
      ? cells.series(output.series, output.period)
      : cells.event(output.event, output.period);
  const found = sensitivity(
    kept.drawn.map((id) => cells.drawn(id).values),
    cell,
  );
  const rows = kept.drawn
    .map((id, k) => ({ id, is: found.inputs[k] ?? null }))
    .toSorted((a, b) => Math.abs(b.is?.correlation ?? 0) - Math.abs(a.is?.correlation ?? 0));
  const name = "series" in output ? output.series.id : output.event.id;
  const what = "series" in output ? `${name} in ${quarter}` : `${name} by the end of ${quarter}`;
  const lookedAt = rows.filter(({ is }) => is !== null).length;
  const errors = errorsBeyond(lookedAt);
  const isBeyondChance = (is: Influence | null): boolean =>
    is?.error != null && Math.abs(is.correlation) >= errors * is.error;
  const movers = rows.filter(({ is }) => isBeyondChance(is));
  const shown = movers.slice(0, rowsMax);
  const rest = rows.filter((row) => !shown.includes(row)).map(({ is }) => is);
  const [first] = movers;
  return {
    json: {
      ...runJson(simulated),
      of: name,
      quarter: quarter satisfies Quarter,
      unit: "series" in output ? showUnit(output.series.unit) : "1",
      explained: found.explained,
      explainedError: found.explainedError,
      unexplained: found.explained === null ? null : 1 - found.explained,
      lookedAt,
      inputs: rows.map(({ id, is }) => ({
        id,
        parameter: parameterOf(id, book, economy),
        correlation: is?.correlation ?? null,
        error: is?.error ?? null,
        low: is?.low ?? null,
        high: is?.high ?? null,
        explains: is?.explains ?? null,
        explainsError: is?.explainsError ?? null,
        share: is?.share ?? null,
        shareError: is?.shareError ?? null,
        isBeyondChance: isBeyondChance(is),
      })),
    },
    blocks: [
      { heading: `What moves ${what}` },
      { lines: [`${headingOf(simulated)}.`, ...conditionLines(simulated)] },
      ...(shown.length === 0
        ? []
        : [
            table(
              `Rank correlation of each assumption that is drawn, and what it explains of the whole variance of the ranks, with standard errors: ${cut(shown.length, movers.length, lookedAt)}`,
              ["assumption", "what it stands for", ">correlation", ">error", ">explains", ">error of it"],
              shown.map(({ id, is }) => [
                text(id),
                text(parameterOf(id, book, economy)),
                number(is?.correlation),
                number(is?.error),
                share(is?.explains),
                share(is?.explainsError),
              ]),
            ),
          ]),
      {
        lines: [
          ...(shown.length === 0 && lookedAt > 0
            ? [`Of ${count(lookedAt)} assumptions that are drawn none moves it beyond chance.`]
            : restLines(rest)),
          explainedLine(found.explained, found.explainedError),
          balanceLine(run),
        ],
      },
    ],
    sources: assumptionSources(book, kept.drawn),
    sentence: first?.is
      ? `Of the assumptions ${first.id} moves ${what} most: rank correlation ${first.is.correlation.toFixed(2)} on ${count(found.paths)} futures`
      : `Of ${count(lookedAt)} assumptions none moves ${what} beyond chance on ${count(found.paths)} futures`,
  };
}

/** What the assumptions explain together that have no row. */
function restLines(rest: readonly (Influence | null)[]): string[] {
  const known = rest.flatMap((is) => (is?.explains == null ? [] : [is]));
  if (known.length === 0) return [];
  const explains = known.reduce((sum, is) => sum + is.explains!, 0);
  const error = Math.sqrt(known.reduce((sum, is) => sum + is.explainsError! ** 2, 0));
  return [`The other ${count(rest.length)} explain ${withError(explains, error)} together.`];
}

/** How much the drawn assumptions explain, each for itself, and what is left. */
function explainedLine(explained: number | null, error: number | null): string {
  if (explained === null || error === null)
    return "Nothing can be told: it is the same in all futures, or there are too few.";
  const rest = `shocks of the quarters, and what only works together`;
  return isChance(explained, error)
    ? `All together, each for itself, they explain ${withError(explained, error)} of the variance of its ranks. The rest is not explained: ${rest}.`
    : `All together, each for itself, they explain ${withError(explained, error)} of the variance of its ranks; ${percent(Math.max(0, 1 - explained))} is not explained: ${rest}.`;
}

/** What chance takes from the sum of many small parts can be more than there is: then it cannot be told from nothing. */
function withError(explains: number, error: number): string {
  return isChance(explains, error)
    ? `nothing that can be told from chance (± ${percent(error)})`
    : `${percent(explains)} (± ${percent(error)})`;
}

function isChance(explains: number, error: number): boolean {
  return explains < normal975 * error;
}

/** Which rows these are. Bonferroni's 5 % over all that are looked at. */
function cut(shown: number, movers: number, lookedAt: number): string {
  const which = shown < movers ? `the ${count(shown)} largest of ${count(movers)}` : `the ${count(shown)}`;
  return `${which} beyond chance, of ${count(lookedAt)} that were looked at`;
}

function number(value: number | null | undefined): Cell {
  return value == null ? { show: "", value: null } : { show: value.toFixed(3), value };
}

function share(value: number | null | undefined): Cell {
  return value == null ? { show: "", value: null } : { show: percent(value), value };
}
