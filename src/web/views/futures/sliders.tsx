// The sliders of a series by group; those that were moved stand where they are, marked as changed.

import { memo } from "react";
import { AssumptionSlider } from "./assumption-slider.tsx";
import type { SliderGroup } from "./groups.ts";
import type { Settings } from "./set-text.ts";

interface SlidersProps {
  readonly groups: readonly SliderGroup[];
  readonly settings: Settings;
  readonly move: (id: string, value: number) => void;
  readonly rest: (id: string, value: number | undefined) => void;
}

export const Sliders = memo(function Sliders({ groups, settings, move, rest }: SlidersProps) {
  return (
    <section aria-labelledby="assumptions-head">
      <h2 id="assumptions-head">What if?</h2>
      <p className="quiet">
        Each future draws every assumption from its interval, the dark part of the track. Move a slider to set
        one instead, and the futures are computed anew.
      </p>
      {groups.map(({ title, assumptions }, k) => {
        const changed = assumptions.filter(({ id }) => settings.has(id)).length;
        return (
          <details key={title} className="slider-group" open={k === 0 || changed > 0 ? true : undefined}>
            <summary>
              {title}
              {changed > 0 && <span className="chip">{changed} changed</span>}
            </summary>
            {assumptions.map((assumption) => (
              <AssumptionSlider
                key={assumption.id}
                assumption={assumption}
                set={settings.get(assumption.id)}
                move={move}
                rest={rest}
              />
            ))}
          </details>
        );
      })}
    </section>
  );
});
