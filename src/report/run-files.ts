// A run as files: tables with a name, columns and rows, and what the run depends on.

import { probabilityOfEvent, summaryOfSeries, imbalanceOf, validPaths } from "../paths/simulation.ts";
import { showUnit } from "../unit/unit.ts";
import type { CsvTable } from "./answer.ts";
import { assumptionCells, assumptionColumns } from "./assumptions.ts";
import { assumptionRows } from "./assumption-rows.ts";
import { type Simulated, runJson, seriesPoints } from "./simulate.ts";

/** A column of one type, so that it can be written with types. */
export interface FileTable extends CsvTable {
  readonly name: string;
  readonly types: readonly ("text" | "number")[];
}

/** Series and events by quarter, and the assumptions. */
export function runTables(simulated: Simulated): FileTable[] {
  const { book, simulation, run } = simulated;
  const { economy, kept } = simulation;
  const texts = (count: number): "text"[] => Array.from({ length: count }, () => "text");
  const numbers = (count: number): "number"[] => Array.from({ length: count }, () => "number");
  return [
    {
      name: "series",
      columns: ["series", "unit", "quarter", ...seriesPoints],
      types: [...texts(3), ...numbers(seriesPoints.length)],
      rows: kept.series.flatMap((one) => {
        const summary = summaryOfSeries(simulation, run, one);
        return economy.quarters.map((quarter, k) => [
          one.id,
          showUnit(one.unit),
          quarter,
          ...seriesPoints.map((point) => summary[point][k + 1] ?? null),
        ]);
      }),
    },
    {
      name: "events",
      columns: ["event", "quarter", "probability", "low", "high"],
      types: [...texts(2), ...numbers(3)],
      rows: kept.events.flatMap((one) => {
        const { byPeriod } = probabilityOfEvent(simulation, run, one);
        return economy.quarters.map((quarter, k) => {
          const { probability, low, high } = byPeriod[k + 1]!;
          return [one.id, quarter, probability, low, high];
        });
      }),
    },
    {
      name: "assumptions",
      columns: assumptionColumns,
      types: assumptionColumns.map((name) =>
        name === "low" || name === "central" || name === "high" ? "number" : "text",
      ),
      rows: assumptionRows(book, economy).map(assumptionCells),
    },
  ];
}

/** What a run depends on and whether it can be trusted: the same bytes whenever and wherever it is repeated. */
export function runRecord(simulated: Simulated): object {
  const { run, simulation, book } = simulated;
  return {
    model: simulation.economy.model.name,
    bookTitle: book.header.title,
    bookVersion: book.header.version,
    licence: book.header.licence,
    attribution: book.header.attribution,
    ...runJson(simulated),
    leftOut: simulation.economy.leftOut,
    checks: {
      largestImbalance: imbalanceOf(run),
      failedPaths: run.paths - validPaths(run),
      firstFailure: simulated.why ?? null,
    },
  };
}
