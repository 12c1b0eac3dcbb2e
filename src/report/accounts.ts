// Both matrices of the economy in one quarter, by sector: who paid whom, and who owes whom.

import { type Expression, multiply, sum, variable } from "../expression/expression.ts";
import { type Sector, sectorNames, sectorOf } from "../model/circular/cast.ts";
import type { Economy, Series } from "../model/circular/economy.ts";
import { USD } from "../model/circular/measures.ts";
import type { Matrix, Variable } from "../model/model.ts";
import { summaryOfSeries } from "../paths/simulation.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import { amount } from "./series-text.ts";
import { type Simulated, balanceLine, conditionLines, headingOf, runJson } from "./simulate.ts";

/** A sector's entry in a row of a matrix. */
interface Entry {
  readonly matrix: string;
  readonly row: string;
  readonly sector: Sector;
  readonly series: Series;
}

/** The economy whose series are the entries of its matrices. */
export interface AccountsEconomy {
  readonly economy: Economy;
  readonly entries: readonly Entry[];
}

/** Adds a variable for each sector's entry in each row; it draws nothing, so the futures are the same. */
export function accountsOf(economy: Economy): AccountsEconomy {
  const added: Variable[] = [];
  const entries = economy.model.matrices.flatMap((matrix) =>
    [...cellsBySector(matrix)].flatMap(([row, sectors]) =>
      [...sectors].map(([sector, values]): Entry => {
        const name = `entry of ${sector} in ${row} of ${matrix.name}`;
        added.push({
          name,
          role: "auxiliary",
          unit: USD,
          equation: sum(values),
          initial: undefined,
          place: undefined,
        });
        return {
          matrix: matrix.name,
          row,
          sector,
          series: { id: name, party: sector, variable: name, unit: USD, kind: "flow" },
        };
      }),
    ),
  );
  const model = { ...economy.model, variables: [...economy.model.variables, ...added] };
  return { economy: { ...economy, model }, entries };
}

/** Entries of a matrix by row and sector: rows of one kind are one, and shares of a lab count at its value. */
function cellsBySector({ cells }: Matrix): Map<string, Map<Sector, Expression[]>> {
  const rows = new Map<string, Map<Sector, Expression[]>>();
  for (const { row, column, value } of cells) {
    const lab = /^equity of (.*)$/u.exec(row)?.[1];
    const kind = lab === undefined ? kindOf(row) : "equity of labs at their valuation";
    const sectors = rows.get(kind) ?? new Map<Sector, Expression[]>();
    rows.set(kind, sectors);
    const sector = sectorOf(column);
    const entry = lab === undefined ? value : multiply(value, variable(`valuation ${lab}`, USD));
    sectors.set(sector, [...(sectors.get(sector) ?? []), entry]);
  }
  return rows;
}

/** `compute, meta-nebius-2025-11` is a row of compute; a comma in the name of a kind is none of a leg. */
function kindOf(row: string): string {
  const whole = ["equity issued, tranches, listings", "accelerators, networks, servers"].find((kind) =>
    row.startsWith(kind),
  );
  if (whole !== undefined) return whole;
  const [kind = row, detail = ""] = row.split(/, (.*)/u);
  return /^(?:[a-z0-9]+-|open models)/u.test(detail) ? kind : row;
}

/** The answer to `accounts`: the mean of the futures, so that what adds to zero on each adds to zero here. */
export function accountsAnswer(simulated: Simulated, entries: readonly Entry[], period: number): Answer {
  const { book, simulation, run } = simulated;
  const quarter = simulation.economy.quarters[period - 1]!;
  const found = entries.map((entry) => ({
    ...entry,
    mean: summaryOfSeries(simulation, run, entry.series).mean[period] ?? 0,
  }));
  const matrices = [...new Set(found.map(({ matrix }) => matrix))].map((matrix) => {
    const own = found.filter((entry) => entry.matrix === matrix);
    const rows = [...new Set(own.map(({ row }) => row))].map((row) => ({
      row,
      usd: Object.fromEntries(
        own.filter((entry) => entry.row === row).map(({ sector, mean }) => [sector, mean]),
      ) as Partial<Record<Sector, number>>,
    }));
    return { matrix, rows };
  });
  const title: Readonly<Record<string, string>> = {
    flows: `What was paid in ${quarter}, $B: what a sector gets counts up, what it pays counts down`,
    stocks: `What is owed at the end of ${quarter}, $B`,
  };
  return {
    json: { ...runJson(simulated), quarter, matrices },
    blocks: [
      { heading: `Accounts: the mean of ${headingOf(simulated)}` },
      { lines: conditionLines(simulated) },
      ...matrices.map(({ matrix, rows }) => matrixTable(title[matrix] ?? matrix, rows)),
      { lines: [balanceLine(run)] },
    ],
    csv: {
      columns: ["matrix", "row", "sector", "usd"],
      rows: found.map(({ matrix, row, sector, mean }) => [matrix, row, sector, mean]),
    },
    sources: assumptionSources(
      book,
      simulation.economy.assumptions.map(({ id }) => id),
    ),
    sentence: `In ${quarter} customers pay labs and groups ${amount(servicesOf(found), USD)} for AI services in the mean of the simulated futures`,
  };
}

function servicesOf(found: readonly (Entry & { readonly mean: number })[]): number {
  return -(
    found.find(
      ({ matrix, row, sector }) => matrix === "flows" && row === "AI services" && sector === "customers",
    )?.mean ?? 0
  );
}

function matrixTable(
  title: string,
  rows: readonly { readonly row: string; readonly usd: Partial<Record<Sector, number>> }[],
): Block {
  const billions = (value: number | undefined): string => {
    if (value === undefined) return "";
    const rounded = (value / 1e9).toFixed(1);
    return Number(rounded) === 0 ? "0" : rounded;
  };
  return table(
    title,
    ["row", ...sectorNames.map((name) => `>${name}`), ">Σ"],
    rows.map(({ row, usd }) => [
      text(row),
      ...sectorNames.map((name) => ({ show: billions(usd[name]), value: usd[name] ?? null })),
      sumCell(
        Object.values(usd).reduce((total, value) => total + value, 0),
        billions,
      ),
    ]),
  );
}

function sumCell(total: number, billions: (value: number) => string) {
  return { show: billions(total), value: total };
}
