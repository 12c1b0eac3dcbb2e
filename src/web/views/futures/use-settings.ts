// What the sliders set: in the address when the hand lets go, and until then where the hand is.

import { useCallback, useMemo, useRef, useState } from "react";
import type { Changes } from "../../app/place.ts";
import type { Prospect } from "../../engine/prospect.ts";
import { settingsIn } from "./chosen.ts";
import { type Settings, withSetting } from "./set-text.ts";

interface SettingsMoved {
  /** As the address would have them. */
  readonly set: readonly string[];
  readonly settings: Settings;
  readonly isMoving: boolean;
  readonly move: (id: string, value: number) => void;
  readonly rest: (id: string, value: number | undefined) => void;
}

/** @param chosen what the address sets */
export function useSettings(
  chosen: readonly string[],
  prospect: Prospect,
  choose: (changes: Changes, how: "replace") => void,
): SettingsMoved {
  /** What the hand on a slider sets before it lets go. */
  const [held, setHeld] = useState<readonly string[]>();
  const set = held ?? chosen;
  const settings = useMemo(() => settingsIn(set, prospect), [set, prospect]);
  const settled = useMemo(() => new Map(prospect.assumptions.map((one) => [one.id, one])), [prospect]);
  const latest = useRef(set);
  latest.current = set;
  const move = useCallback(
    (id: string, value: number) => {
      latest.current = withSetting(latest.current, settled.get(id)!, value);
      setHeld(latest.current);
    },
    [settled],
  );
  const rest = useCallback(
    (id: string, value: number | undefined) => {
      const next = withSetting(latest.current, settled.get(id)!, value);
      latest.current = next;
      setHeld(undefined);
      choose({ set: next }, "replace");
    },
    [settled, choose],
  );
  return { set, settings, isMoving: held !== undefined, move, rest };
}
