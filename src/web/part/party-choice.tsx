// A party, found by typing part of its name, or in the list by what it is.

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
import "./choices.css";

interface PartyProps {
  readonly label: string;
  readonly value: string;
  readonly groups: readonly { readonly title: string; readonly parties: readonly PartyName[] }[];
  readonly onChoose: (id: string) => void;
}

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
