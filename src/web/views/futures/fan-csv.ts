// What a fan, and what the change of one, is drawn from, as files.

import { type ChangeFan, type SeriesFan, changePoints } from "../../engine/watched.ts";
import { seriesPoints } from "../../../report/simulate.ts";
import { csvText } from "../../part/csv-text.ts";

export function fanCsv(
  id: string,
  quarters: readonly string[],
  fan: SeriesFan,
  baseline: SeriesFan | undefined,
): string {
  return csvText(
    ["series", "unit", "quarter", ...seriesPoints, "p50 without the changes"],
    quarters.map((quarter, k) => [
      id,
      fan.unit,
      quarter,
      ...seriesPoints.map((point) => finite(fan[point][k]!)),
      baseline ? finite(baseline.p50[k]!) : null,
    ]),
  );
}

export function changeCsv(id: string, quarters: readonly string[], change: ChangeFan): string {
  return csvText(
    ["series", "unit", "quarter", ...changePoints, "share up", "share down"],
    quarters.map((quarter, k) => [
      id,
      change.unit,
      quarter,
      ...changePoints.map((point) => finite(change[point][k]!)),
      finite(change.up[k]!),
      finite(change.down[k]!),
    ]),
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
