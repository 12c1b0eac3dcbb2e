// Choices of which one holds: in a list that opens, or a few side by side; and those that nearly every view has, a year and
// how it is looked at.

import type { ReactNode } from "react";
import { Button, Label, Radio, RadioGroup } from "react-aria-components";
import "./choices.css";

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  /** Whether the label stands before it and not above. */
  readonly isInline?: boolean;
  /** Options, or groups of them. */
  readonly children: ReactNode;
}

/** One of many, in a list that opens. */
export function Select({ label, value, choose, isInline = false, children }: SelectProps) {
  return (
    <label className={isInline ? "field inline" : "field"}>
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        {children}
      </select>
    </label>
  );
}

/** Options of a list, of few words each. */
export function Options({ of }: { of: readonly { readonly id: string; readonly words: string }[] }) {
  return of.map(({ id, words }) => (
    <option key={id} value={id}>
      {words}
    </option>
  ));
}

interface PartySelectProps extends Omit<SelectProps, "choose" | "children"> {
  /** What stands for no party in particular. */
  readonly all: string;
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  /** Further choices, before the parties. */
  readonly others?: ReactNode;
  /** @param party null for all */
  readonly choose: (party: string | null) => void;
}

/** One party, by name, or all; empty for all. */
export function PartySelect({ all, parties, others, choose, ...select }: PartySelectProps) {
  return (
    <Select {...select} choose={(party) => choose(party === "" ? null : party)}>
      <option value="">{all}</option>
      {others}
      {parties
        .toSorted((a, b) => a.name.localeCompare(b.name, "en"))
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </Select>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly value: string;
  /** What is chosen, and how it is called. */
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}

/** One of a few, side by side. */
export function Choices({ label, value, options, onChoose }: ChoicesProps) {
  return (
    <RadioGroup className="choice-group" orientation="horizontal" value={value} onChange={onChoose}>
      <Label className="quiet">{label}</Label>
      <div className="choice-row">
        {options.map(([option, name]) => (
          <Radio className="choice" key={option} value={option}>
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

interface CountingProps {
  readonly count: string;
  readonly level: string;
  readonly onChoose: (changes: Readonly<Record<string, string>>) => void;
}

/** By which rule amounts are counted, and at which level parties stand. */
export function CountingChoices({ count, level, onChoose }: CountingProps) {
  return (
    <>
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

/** How a year's payments are looked at, in the words of the command line. */
export function LookChoices({ layer, ...counting }: CountingProps & { readonly layer: string }) {
  return (
    <>
      <Choices
        label="Paid in"
        value={layer}
        options={[
          ["cash", "cash"],
          ["in-kind", "in kind"],
        ]}
        onChoose={(to) => counting.onChoose({ layer: to })}
      />
      <CountingChoices {...counting} />
    </>
  );
}

interface YearProps {
  readonly year: number;
  readonly first: number;
  readonly last: number;
  readonly onChoose: (year: number) => void;
}

/** A year, and the one before and after it. */
export function YearChoice({ year, first, last, onChoose }: YearProps) {
  const years = Array.from({ length: last - first + 1 }, (_, k) => `${first + k}`);
  return (
    <div className="year-choice">
      <Step to={year - 1} isOff={year <= first} onChoose={onChoose}>
        ‹
      </Step>
      <Select label="Year" value={`${year}`} choose={(id) => onChoose(Number(id))}>
        {years.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </Select>
      <Step to={year + 1} isOff={year >= last} onChoose={onChoose}>
        ›
      </Step>
    </div>
  );
}

interface StepProps {
  readonly to: number;
  readonly isOff: boolean;
  readonly onChoose: (year: number) => void;
  readonly children: ReactNode;
}

function Step({ to, isOff, onChoose, children }: StepProps) {
  return (
    <Button className="button" aria-label={`Year ${to}`} isDisabled={isOff} onPress={() => onChoose(to)}>
      {children}
    </Button>
  );
}
