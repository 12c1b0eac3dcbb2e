// What an assumption that a simulation starts from must agree on: figures that there are, units, one for each quarter.

import { didYouMean } from "../error/nearest.ts";
import type { Context } from "./check-context.ts";
import { startFigures } from "./vocabulary.ts";

/** The unit in which a book gives a starting value; undefined where there is no such figure. */
function unitOf(figure: string): string | undefined {
  const [, name, of, ...more] = figure.split(".");
  if (more.length > 0 || figure.startsWith(".")) return undefined;
  if (of !== undefined) return name === "stake" && of !== "" ? "1" : undefined;
  return Object.hasOwn(startFigures, name ?? "")
    ? startFigures[name as keyof typeof startFigures]
    : undefined;
}

/** Every starting value is one that there is, in its unit; a ratio to other parties is a plain number. */
export function startingValues(context: Context): void {
  for (const entry of context.joined.assumptions.values()) {
    const { start, value } = entry.record;
    start?.figures.forEach((figure, i) => {
      const unit = unitOf(figure);
      if (unit === undefined) {
        const [party = "", name = ""] = figure.split(".");
        const near = didYouMean(name, [...Object.keys(startFigures), "stake"]);
        context.report(
          entry,
          ["start", "figures", i],
          "BOOK_START_FIGURE",
          `"${figure}" is no starting value.`,
          near ||
            `Write <party>.<figure>, such as ${party || "anthropic"}.runRate or amazon.stake.anthropic.`,
        );
      } else if (value.unit !== (start.of ? "ratio" : unit)) {
        context.report(
          entry,
          ["value"],
          "BOOK_START_UNIT",
          `"${figure}" is ${start.of ? "a ratio to that of other parties" : `in ${unit}`}, and the value is in ${value.unit}.`,
          start.of ? 'Write a ratio, such as "0.8 to 1.2 ratio".' : `Write the value in ${unit}.`,
        );
      }
    });
  }
}

/** Two assumptions never give the same starting value of the same quarter. */
export function oneStartEach(context: Context): void {
  const seen = new Map<string, string>();
  for (const [id, entry] of context.joined.assumptions) {
    const { start } = entry.record;
    start?.figures.forEach((figure, i) => {
      const key = `${figure} ${start.quarter ?? "any"}`;
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, id);
        return;
      }
      context.report(
        entry,
        ["start", "figures", i],
        "BOOK_START_TWICE",
        `"${figure}" is given by "${other}" already${start.quarter ? ` for ${start.quarter}` : ""}.`,
        "Give one of the two another quarter, or leave the figure out of it.",
      );
    });
  }
}
