// On which origins the model was tuned: docs/backtest.md, "Log of runs". Scores from such an origin flatter.

import type { Quarter } from "../model/circular/quarter.ts";

/** Of an origin: all was tuned on it; `cover-years` and its form were chosen with it in sight; nothing was. */
export type Tuned = "yes" | "cover-years" | "no";

const origin: Quarter = "2024Q4";
const inSight: readonly Quarter[] = ["2025Q2", "2025Q4"];

export function tunedOn(from: Quarter): Tuned {
  if (from === origin) return "yes";
  return inSight.includes(from) ? "cover-years" : "no";
}

/** Whether scores from an origin are of what was used for tuning or of what was not. */
export function tuningLine(from: Quarter): string {
  switch (tunedOn(from)) {
    case "yes":
      return `The model was tuned on this origin, so these scores flatter; ${inSight.join(" and ")} were only in sight when \`cover-years\` and its form were chosen.`;
    case "cover-years":
      return `The model was tuned on ${origin}, whose outcomes these are too, and not on this origin, which was in sight when \`cover-years\` and its form were chosen.`;
    default:
      return `The model was tuned on ${origin}, with which this origin shares outcomes, and not on this origin.`;
  }
}
