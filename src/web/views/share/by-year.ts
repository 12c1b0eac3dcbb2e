// The share of many years, asked for one after the other, so that whatever else is asked gets its turn between two.

import { useEffect, useRef, useState } from "react";
import { troubleOf, useEngine } from "../../app/engine-context.tsx";
import type { Look } from "../../engine/question.ts";
import type { Trouble } from "../../engine/message.ts";
import type { CircularityOf } from "../../../report/circularity.ts";
import { type CircularityJson, orderFrom } from "./rows.ts";

export interface SharesAsked {
  readonly first: number;
  readonly last: number;
  /** The year that is looked at: asked for first. */
  readonly near: number;
  readonly layer: "cash" | "in-kind";
  readonly look: Look;
}

export interface Shares {
  /** Rows of the years that have come, by year. */
  readonly rows: readonly CircularityOf[];
  readonly isWhole: boolean;
  readonly trouble: Trouble | undefined;
}

const nothing: Shares = { rows: [], isWhole: false, trouble: undefined };

export function useShares({ first, last, near, layer, look }: SharesAsked): Shares {
  const engine = useEngine();
  const key = JSON.stringify([first, last, layer, look]);
  const [state, setState] = useState({ key, shares: nothing });
  const start = useRef(near);
  start.current = near;
  useEffect(() => {
    let isWanted = true;
    const rows: CircularityOf[] = [];
    const ask = async (): Promise<void> => {
      const years = orderFrom(start.current, first, last);
      for (const [k, year] of years.entries()) {
        const { json } = await engine.ask({
          want: "answer",
          question: { verb: "circularity", years: [year], layer, ...look },
        });
        if (!isWanted) return;
        rows.push(...(json as CircularityJson).years);
        const inOrder = rows.toSorted((a, b) => a.year - b.year);
        setState({ key, shares: { rows: inOrder, isWhole: k === years.length - 1, trouble: undefined } });
      }
    };
    ask().catch((error: unknown) => {
      if (isWanted) setState({ key, shares: { ...nothing, trouble: troubleOf(error) } });
    });
    return () => {
      isWanted = false;
    };
    // `look` and the years are in `key`; the year looked at only says where to begin.
  }, [key, engine]);
  return state.key === key ? state.shares : nothing;
}
