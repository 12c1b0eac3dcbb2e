// Which round of a cascade is looked at: one step back or on, any of them at once, or all of them passing by.

import { Button } from "react-aria-components";
import { usePlaying } from "../../part/playing.ts";
import { stepName } from "./round-words.ts";
import type { Step } from "./steps.ts";

interface RoundChooserProps {
  readonly steps: readonly Step[];
  /** Index of the step that is shown. */
  readonly at: number;
  readonly onAt: (at: number, how: "push" | "replace") => void;
}

/** A round has more to read than a year of the map. */
const stays = 2400;

export function RoundChooser({ steps, at, onAt }: RoundChooserProps) {
  const last = steps.length - 1;
  const { isPlaying, stop, toggle } = usePlaying({
    first: 0,
    last,
    at,
    onAt: (to) => onAt(to, "replace"),
    stays,
  });
  const go = (to: number): void => {
    stop();
    onAt(to, "push");
  };
  return (
    <div className="rounds" role="group" aria-label="Rounds">
      <Button className="button" aria-label="A round back" isDisabled={at <= 0} onPress={() => go(at - 1)}>
        ‹
      </Button>
      <Button className="button" aria-label="A round on" isDisabled={at >= last} onPress={() => go(at + 1)}>
        ›
      </Button>
      {toggle && last > 0 && (
        <Button className="button" onPress={toggle}>
          {isPlaying ? "Stop" : "Play"}
        </Button>
      )}
      <ol className="rounds-list">
        {steps.map((step, k) => (
          <li key={k}>
            <Button
              className="button"
              aria-label={stepName(step)}
              aria-pressed={k === at}
              onPress={() => go(k)}
            >
              {step.round ?? "after"}
              {step.when !== "" && <span className="quiet">{step.when}</span>}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
