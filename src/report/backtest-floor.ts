// A back-test beside the published figures of the trial, which are a floor: docs/backtest.md, "The trial".

import { plusQuarters } from "../model/circular/quarter.ts";
import { type Block, table, text } from "./answer.ts";
import { backtestGroups } from "./backtest-group.ts";
import { numberCell, shareCell } from "./backtest-cells.ts";
import type { Target } from "./backtest-target.ts";
import { countCell, round3 } from "./number.ts";
import { type FloorRow, floorOf, trial, unseenFrom } from "./trial.ts";

/** Each group over the quarters that shaped the trial, and over those that it had not seen; who reaches it, in words. */
export function floorBlocks(targets: readonly Target[]): Block[] {
  const floor = floorOf(targets);
  if (floor.length === 0) return [];
  const columns = [
    "group",
    "quarters",
    ">figures",
    ">in 90%",
    ">CRPS",
    ">trial: in 90%",
    ">trial: CRPS",
    "floor",
  ];
  return [
    table(
      'Beside the trial, figures of the same quarters (docs/backtest.md, "The trial")',
      columns,
      floor.map((row) => [
        text(groupName(row.group)),
        text(quartersOf(row)),
        countCell(row.targets),
        shareCell(row.coverage90),
        numberCell(row.crps),
        shareCell(row.trialCoverage90),
        numberCell(row.trialCrps),
        text(row.isReached ? "reached" : "missed"),
      ]),
    ),
    { lines: (["shaping", "unseen"] as const).flatMap((set) => floorLine(set, floor)) },
  ];
}

function quartersOf({ group, set }: FloorRow): string {
  if (set === "unseen") return `${unseenFrom} on`;
  const hasUnseen = trial.find((row) => row.group === group)?.unseen;
  return hasUnseen ? `to ${plusQuarters(unseenFrom, -1)}` : "all";
}

/** Which groups miss the floor. */
function floorLine(set: FloorRow["set"], floor: readonly FloorRow[]): string[] {
  const rows = floor.filter((row) => row.set === set);
  const all = rows.find(({ group }) => group === "all");
  if (!all) return [];
  const groups = rows.filter((row) => row !== all);
  const told = ({ group, crps, trialCrps }: FloorRow): string =>
    `${groupName(group)} (${round3(crps)} against ${round3(trialCrps)})`;
  const missed = groups.filter(({ isReached }) => !isReached);
  const where = set === "shaping" ? "Of figures that shaped the trial" : "Of figures that it had not seen";
  const which = missed.length === 0 ? "none" : `${missed.length}`;
  const list = missed.length === 0 ? "" : `: ${missed.map(told).join(", ")}`;
  const together = `over all of them it is ${all.isReached ? "reached" : "missed"}: ${round3(all.crps)} against ${round3(all.trialCrps)}`;
  return [
    `${where}, by CRPS as a mean over figures, the floor is missed in ${which} of ${groups.length} groups${list}; ${together}.`,
  ];
}

function groupName(id: string): string {
  return backtestGroups.find((group) => group.id === id)?.name ?? id;
}
