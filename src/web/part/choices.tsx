// A few choices of which one holds, side by side: the counting rule, the level, a layer.

import { Label, Radio, RadioGroup } from "react-aria-components";
import "./choices.css";

interface ChoicesProps {
  readonly label: string;
  readonly value: string;
  /** What is chosen, and how it is called. */
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}

export function Choices({ label, value, options, onChoose }: ChoicesProps) {
  return (
    <RadioGroup className="choices" orientation="horizontal" value={value} onChange={onChoose}>
      <Label className="quiet">{label}</Label>
      <div className="choices-row">
        {options.map(([option, name]) => (
          <Radio className="choice" key={option} value={option}>
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** How amounts are counted, in the words of the command line. */
export const countChoices = [
  ["firm", "firm"],
  ["expected", "expected"],
  ["headline", "headline"],
] as const;

export const levelChoices = [
  ["group", "groups"],
  ["segment", "segments"],
] as const;

export const layerChoices = [
  ["cash", "cash"],
  ["in-kind", "in kind"],
] as const;
