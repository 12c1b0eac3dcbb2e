// A field that keeps what holds all of its words; they stand in the address.

import { usePlace } from "../app/place.ts";

/** @param what is searched, for the label */
export function TextFilter({ what, name = "q" }: { what: string; name?: string }) {
  const { place, choose } = usePlace();
  return (
    <label className="field">
      {what}
      <input
        type="search"
        value={place.params.get(name) ?? ""}
        onChange={({ target }) => choose({ [name]: target.value === "" ? null : target.value }, "replace")}
      />
    </label>
  );
}

/** Whether a text holds all words that are looked for, however they are spelled large or small. */
export function filterOf(sought: string | null): (text: string) => boolean {
  const words = (sought ?? "").toLowerCase().split(/\s+/u).filter(Boolean);
  return (text) => {
    const all = text.toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
