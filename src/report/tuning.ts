// On which origins the model was tuned: docs/backtest.md, "Log of runs". Scores from such an origin flatter.

import type { Quarter } from "../model/circular/quarter.ts";

/** Of an origin: all was tuned on it; some rules and their numbers were chosen with it in sight; nothing was. */
export type Tuned = "yes" | "in-sight" | "no";

const origin: Quarter = "2024Q4";
const inSight: readonly Quarter[] = ["2025Q2", "2025Q4"];

export function tunedOn(from: Quarter): Tuned {
  if (from === origin) return "yes";
  return inSight.includes(from) ? "in-sight" : "no";
}

/** What was chosen with the later origins in sight. */
const chosen =
  "`cover-years`, a neocloud's power and price, deliveries of systems, Oracle's borrowing and the usual cover of a backlog";

/** Whether scores from an origin are of what was used for tuning or of what was not. */
export function tuningLine(from: Quarter): string {
  switch (tunedOn(from)) {
    case "yes":
      return `The model was tuned on this origin, so these scores flatter; ${inSight.join(" and ")} were in sight when some of it was chosen: ${chosen}.`;
    case "in-sight":
      return `The model was tuned on ${origin}, whose outcomes these are too. This origin was in sight when some of it was chosen, so its figures are not unseen: ${chosen}.`;
    default:
      return `The model was tuned on ${origin}, with which this origin shares outcomes, and not on this origin.`;
  }
}
