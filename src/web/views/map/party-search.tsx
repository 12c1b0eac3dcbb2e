// Search within the map: a party is found by its name and shown with its flows.

import { useMemo, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { Cast } from "../../engine/cast.ts";

interface SearchProps {
  readonly cast: Cast;
  readonly onPick: (party: string) => void;
}

export function PartySearch({ cast, onPick }: SearchProps) {
  const [text, setText] = useState("");
  const found = useMemo(() => {
    const wanted = text.toLowerCase().trim();
    return cast.members
      .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted))
      .map(({ id, name }) => ({ id, name }));
  }, [text, cast]);
  return (
    <ComboBox
      className="field map-search"
      items={found}
      inputValue={text}
      onInputChange={setText}
      allowsEmptyCollection
      menuTrigger="input"
      selectedKey={null}
      onSelectionChange={(key) => {
        if (key === null) return;
        onPick(String(key));
        setText("");
      }}
    >
      <Label>Find a party on the map</Label>
      <Input type="search" placeholder="such as a lab or a cloud" />
      <Popover className="popover">
        <ListBox className="list-box" renderEmptyState={() => <p className="quiet">Nobody of that name.</p>}>
          {({ id, name }: (typeof found)[number]) => (
            <ListBoxItem key={id} id={id} textValue={name} className="list-item">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
