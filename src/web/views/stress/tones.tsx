// How a party is coloured on the map of a cascade: by what it loses in the round, or else by what it has lost before.

import type { Lost } from "./steps.ts";

/** USD: from each on, a deeper colour. */
const depths = [0, 1e9, 1e10, 1e11] as const;
const depthWords = ["below $1B", "$1B to $10B", "$10B to $100B", "$100B and more"];

/** Classes of a party's box. */
export function toneOf(lost: Lost | undefined, isFailed: boolean): string {
  const own = lost?.hit?.usd ?? 0;
  // What it is handed, or what it first loses of its own where that is more: its valuation, its backlog.
  const now = Math.max(lost?.now ?? 0, lost?.isHitNow ? own : 0);
  const before = Math.max(lost?.before ?? 0, own);
  const tone =
    now > 0 ? `hit-now depth-${depthOf(now)}` : before > 0 ? `hit-before depth-${depthOf(before)}` : "";
  return [tone, isFailed ? "failed" : ""].filter(Boolean).join(" ");
}

function depthOf(usd: number): number {
  return depths.findLastIndex((from) => usd >= from) + 1;
}

export function ToneKey() {
  return (
    <>
      {(["hit-now", "hit-before"] as const).map((tone) => (
        <li key={tone}>
          <svg width={depths.length * 18} height="14" aria-hidden="true">
            {depths.map((_, k) => (
              <g key={k} className={`party ${tone} depth-${k + 1}`}>
                <rect x={k * 18 + 1} y={1} width={15} height={12} rx={2} />
              </g>
            ))}
          </svg>
          {tone === "hit-now" ? "loses in this round" : "has lost before"}: {depthWords.join(", ")}
        </li>
      ))}
      <li>
        <svg width="22" height="14" aria-hidden="true">
          <g className="party failed">
            <rect x={2} y={2} width={18} height={10} rx={2} />
          </g>
        </svg>
        fails by the shock
      </li>
    </>
  );
}
