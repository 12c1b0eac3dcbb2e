// The answer to `outlook PARTY`: one page with a sentence that may be quoted.

import { USD } from "../model/circular/measures.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import { type OutlookRow, type Outlooked, outlookRows } from "./outlook.ts";
import { type Points, pointsCell, shareCell } from "./path-values.ts";
import { amount, nameOf, percent } from "./series-text.ts";
import { type Simulated, balanceLine, conditionLines, headingOf, runJson } from "./simulate.ts";

/** The year whose end the sentence speaks of: the fourth that ends. */
const sentenceYear = 4;

export function outlookAnswer(simulated: Simulated, of: Outlooked): Answer {
  const { book, run, simulation } = simulated;
  const rows = outlookRows(simulated, of);
  const name = nameOf(of.party, book);
  const sentence = sentenceOf(simulated, of, rows);
  return {
    json: { ...runJson(simulated), party: of.party, kind: of.kind, rows },
    blocks: [
      { heading: `Outlook of ${name}` },
      { lines: [`${headingOf(simulated)}.`, ...conditionLines(simulated), `${sentence}.`] },
      moneyTable(of, rows),
      ...chanceTable(of, rows),
      { lines: [...explanations(of), balanceLine(run)] },
    ],
    csv: {
      columns: ["quarter", "what", "unit", "p5", "p50", "p95"],
      rows: rows.flatMap(({ quarter, revenue, cash, needed, minimum, used }) =>
        Object.entries({ revenue, cash, needed, minimum, used }).flatMap(([what, points]) =>
          points ? [[quarter, what, "USD", points.p5, points.p50, points.p95]] : [],
        ),
      ),
    },
    sources: assumptionSources(
      book,
      simulation.economy.assumptions.map(({ id }) => id),
    ),
    sentence,
  };
}

const usd = (value: number): string => amount(value, USD);

function cellOf(points: Points | null): Cell {
  return points ? pointsCell(points, usd) : text(undefined);
}

function moneyTable({ kind }: Outlooked, rows: readonly OutlookRow[]): Block {
  const has = (of: (row: OutlookRow) => Points | null): boolean => rows.some((row) => of(row) !== null);
  const columns: readonly (readonly [string, (row: OutlookRow) => Points | null])[] = [
    [kind === "group" ? ">AI and cloud, quarter" : ">revenue, quarter", ({ revenue }) => revenue],
    [">cash", ({ cash }) => cash],
    [">outside money needed", ({ needed }) => needed],
    [kind === "lab" ? ">minimums, year" : ">minimums to it, year", ({ minimum }) => minimum],
    [kind === "lab" ? ">use, year" : ">use of it, year", ({ used }) => used],
  ];
  const shown = columns.filter(([, of]) => has(of));
  return table(
    "Middle, with the points below which 5 and 95 % of the futures are",
    ["end of", ...shown.map(([name]) => name)],
    rows.map((row) => [text(row.quarter), ...shown.map(([, of]) => cellOf(of(row)))]),
  );
}

/** A lab puts payments off; what a neocloud does not pay of its debt service is written down or lent again. */
function fateName(fate: string, kind: Outlooked["kind"]): string {
  if (fate === "stretched") return kind === "lab" ? "has put off payments" : "has not paid all that was due";
  return fateNames[fate] ?? fate;
}

const fateNames: Readonly<Record<string, string>> = {
  default: "has defaulted",
  strained: "has been strained",
};

function chanceTable(of: Outlooked, rows: readonly OutlookRow[]): Block[] {
  const fates = Object.keys(rows[0]?.fates ?? {});
  const hasMissed = rows.some(({ missed }) => missed !== null);
  if (fates.length === 0 && !hasMissed) return [];
  const missed = of.kind === "lab" ? "has missed a minimum" : "a minimum to it was missed";
  return [
    table(
      "How likely by then, with the 95 % interval",
      ["end of", ...(hasMissed ? [`>${missed}`] : []), ...fates.map((fate) => `>${fateName(fate, of.kind)}`)],
      rows.map((row) => [
        text(row.quarter),
        ...(hasMissed ? [row.missed ? shareCell(row.missed) : text(undefined)] : []),
        ...fates.map((fate) => shareCell(row.fates[fate]!)),
      ]),
    ),
  ];
}

function explanations({ kind, minimums, shortfalls, fates }: Outlooked): string[] {
  return [
    `Outside money needed: what it used up by then beyond its cash of the start, in shares and loans less what it repaid${kind === "group" ? " and gave its owners" : ""}.`,
    ...(minimums.length > 0
      ? [
          `Minimums are what contracts ask ${kind === "lab" ? "of the lab" : "of labs"}, those of the book and those signed in the simulation, leases with them; use is what is used at their prices.${shortfalls.length > 0 ? ` A minimum counts as missed by contract of the book (${shortfalls.length}), where the year's use that falls to it is less.` : ""}`,
        ]
      : []),
    ...(fates.length === 0 ? ["Groups do not default in this model."] : []),
  ];
}

function sentenceOf({ book, run }: Simulated, of: Outlooked, rows: readonly OutlookRow[]): string {
  const row = rows[Math.min(sentenceYear, rows.length) - 1]!;
  const { cash, needed, minimum, used, quarter, fates } = row;
  const name = nameOf(of.party, book);
  const contracts =
    minimum && used
      ? of.kind === "lab"
        ? `; its contracts ask for ${usd(minimum.p50)} of compute in that year, and it uses ${usd(used.p50)}`
        : `; labs owe it ${usd(minimum.p50)} of compute in that year at least, and use ${usd(used.p50)}`
      : "";
  const fate = fates["default"] ?? fates["strained"];
  const fails =
    fate && fate.probability !== null
      ? `; it ${fates["default"] ? "has defaulted" : "has been strained"} by then in ${percent(fate.probability)} of them (${percent(fate.low)} to ${percent(fate.high)})`
      : "";
  return `In the middle of ${run.paths.toLocaleString("en-US")} simulated futures ${name} has ${usd(cash.p50)} of cash at the end of ${quarter} (${usd(cash.p5)} to ${usd(cash.p95)} in nine of ten) and has needed ${usd(needed.p50)} of outside money by then${contracts}${fails}`;
}
