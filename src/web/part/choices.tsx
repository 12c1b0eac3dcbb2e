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

interface LookChoicesProps {
  readonly layer: string;
  readonly count: string;
  readonly level: string;
  readonly onChoose: (changes: Readonly<Record<string, string>>) => void;
}

/** How a year's payments are looked at, in the words of the command line. */
export function LookChoices({ layer, count, level, onChoose }: LookChoicesProps) {
  return (
    <>
      <Choices
        label="Paid in"
        value={layer}
        options={[
          ["cash", "cash"],
          ["in-kind", "in kind"],
        ]}
        onChoose={(to) => onChoose({ layer: to })}
      />
      <Choices
        label="Counted as"
        value={count}
        options={[
          ["firm", "firm"],
          ["expected", "expected"],
          ["headline", "headline"],
        ]}
        onChoose={(to) => onChoose({ count: to })}
      />
      <Choices
        label="Parties as"
        value={level}
        options={[
          ["group", "groups"],
          ["segment", "segments"],
        ]}
        onChoose={(to) => onChoose({ level: to })}
      />
    </>
  );
}
