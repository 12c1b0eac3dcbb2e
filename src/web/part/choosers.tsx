// What nearly every view lets the reader choose: a year, one of a few words, a party.

import { type ReactNode, useId } from "react";
import {
  Button,
  Collection,
  ComboBox,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from "react-aria-components";
import type { PartyName } from "../engine/stage.ts";
import "./choosers.css";

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly words: string }[];
  readonly onChoose: (id: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
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
      <Choice
        label="Year"
        value={`${year}`}
        options={years.map((id) => ({ id, words: id }))}
        onChoose={(id) => onChoose(Number(id))}
      />
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

interface PartyProps {
  readonly label: string;
  readonly value: string;
  readonly groups: readonly { readonly title: string; readonly parties: readonly PartyName[] }[];
  readonly onChoose: (id: string) => void;
}

/** A party, found by typing part of its name, or in the list by what it is. */
export function PartyChoice({ label, value, groups, onChoose }: PartyProps) {
  return (
    <ComboBox
      className="field party-choice"
      // Chosen elsewhere, by a link: its name has to be written anew.
      key={value}
      defaultSelectedKey={value}
      menuTrigger="focus"
      onSelectionChange={(key) => {
        if (key !== null && key !== value) onChoose(String(key));
      }}
    >
      <Label className="label">{label}</Label>
      <div className="combo">
        <Input type="text" />
        <Button className="button" aria-label="All of them">
          ▾
        </Button>
      </div>
      <Popover className="popover">
        <ListBox className="list-box">
          {groups.map(({ title, parties }) => (
            <ListBoxSection key={title} id={title}>
              <Header className="list-head">{title}</Header>
              <Collection>
                {parties.map(({ id, name }) => (
                  <ListBoxItem key={id} id={id} textValue={name} className="list-item">
                    {name}
                  </ListBoxItem>
                ))}
              </Collection>
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
