// The scenarios that can be asked for, with their sizes and the reasons for them.

import { type ScenarioKind, scenarioKinds } from "../model/circular/scenario-list.ts";
import { type Answer, table, text } from "./answer.ts";

/** The answer to `scenarios`. */
export function scenariosAnswer(): Answer {
  return {
    json: scenarioKinds.map((kind) => ({
      id: kind.id,
      of: kind.of ?? null,
      does: kind.does,
      size: kind.size
        ? { counts: kind.size.counts, usual: kind.size.usual, least: kind.size.least, most: kind.size.most }
        : null,
      quarters: quartersOf(kind) ?? null,
      begins: kind.begins,
      reason: kind.reason,
    })),
    blocks: [
      table(
        undefined,
        ["scenario", "what it does", "size", "for", "from", "why so"],
        [
          ["baseline", "nothing", "", "", "", ""],
          ...scenarioKinds.map((kind) => [
            kind.of === undefined ? kind.id : `${kind.id}:ID`,
            kind.does,
            kind.size ? `${kind.size.usual}: ${kind.size.counts}` : "",
            lastsText(kind),
            kind.begins,
            kind.reason,
          ]),
        ].map((row) => row.map((cell) => text(cell))),
      ),
      {
        lines: [
          "Another size stands after =, another first quarter after @: rates-up=0.03@2028Q1; plan-missed-40 is a plan missed by 40%.",
        ],
      },
    ],
    sources: [],
    sentence: `There are ${scenarioKinds.length} scenarios beside the baseline`,
  };
}

function quartersOf(kind: ScenarioKind): number | undefined {
  return kind.lasts(kind.size?.usual ?? 0);
}

function lastsText(kind: ScenarioKind): string {
  const quarters = quartersOf(kind);
  if (quarters === undefined) return "to the end";
  return quarters === 1 ? "1 quarter" : `${quarters} quarters`;
}
