// Search over everything that the book names: parties, deals, facts, sources, assumptions.

import { useMemo, useRef, useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useStage } from "./engine-context.tsx";
import { usePlace } from "./place.ts";

const shownMax = 30;

export function Search() {
  const { records } = useStage();
  const { choose } = usePlace();
  const [text, setText] = useState("");
  const chosen = useRef(false);
  const found = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
    if (words.length === 0) return [];
    return records
      .filter(({ id, name }) => {
        const all = `${id} ${name}`.toLowerCase();
        return words.every((word) => all.includes(word));
      })
      .toSorted((a, b) => a.id.length - b.id.length)
      .slice(0, shownMax);
  }, [text, records]);
  return (
    <ComboBox
      aria-label="Search the book"
      items={found}
      inputValue={text}
      onInputChange={(value) => {
        if (chosen.current) chosen.current = false;
        else setText(value);
      }}
      allowsEmptyCollection
      menuTrigger="input"
      onSelectionChange={(key) => {
        if (key === null) return;
        chosen.current = true;
        setText("");
        choose({ open: String(key) });
      }}
    >
      <Input type="search" placeholder="Search" />
      <Popover className="popover">
        <ListBox className="list-box" renderEmptyState={() => <p className="quiet">Nothing of that name.</p>}>
          {({ id, kind, name }: (typeof found)[number]) => (
            <ListBoxItem key={id} id={id} textValue={name} className="list-item">
              {name} <span className="quiet">{kind}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
