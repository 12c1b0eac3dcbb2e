// The choices above a fan: whose future, which of its series, how far, on which scale.

import { memo } from "react";
import { Button } from "react-aria-components";
import type { Changes } from "../../app/place.ts";
import type { PartyRole, Prospect } from "../../engine/prospect.ts";
import { Select } from "../../part/choices.tsx";
import { type Chosen, nameIn, yearsShown } from "./chosen.ts";

const roleNames: Readonly<Record<PartyRole, string>> = {
  lab: "Labs",
  builder: "Clouds and builders",
  neocloud: "Neoclouds",
  maker: "Chip makers",
  segment: "Parts of companies",
  sector: "Markets and all others",
};

interface ChoicesProps {
  readonly prospect: Prospect;
  readonly chosen: Chosen;
  readonly choose: (changes: Changes) => void;
}

export const Choices = memo(function Choices({ prospect, chosen, choose }: ChoicesProps) {
  const { parties, series } = prospect;
  const words = new Map(series.map((one) => [one.id, one]));
  return (
    <div className="choice-bar">
      <Select
        label="Whose future"
        value={chosen.party.id}
        choose={(party) => choose({ party, series: sameSeries(parties, party, chosen), explain: null })}
      >
        {(Object.keys(roleNames) as PartyRole[]).map((role) => (
          <optgroup key={role} label={roleNames[role]}>
            {parties
              .filter((party) => party.role === role)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
      <Select
        label="What of it"
        value={nameIn(chosen.series.id)}
        choose={(name) => choose({ series: name, explain: null })}
      >
        {chosen.party.series.map((id) => (
          <option key={id} value={nameIn(id)}>
            {[words.get(id)!.words, words.get(id)!.per].filter((part) => part !== "").join(", ")}
          </option>
        ))}
      </Select>
      <Select label="How far" value={String(chosen.years)} choose={(years) => choose({ years })}>
        {yearsShown.map((years) => (
          <option key={years} value={years}>
            {years} years
          </option>
        ))}
      </Select>
      <Button
        className="button"
        aria-pressed={chosen.scale === "log"}
        onPress={() => choose({ scale: chosen.scale === "log" ? null : "log" })}
      >
        Log scale
      </Button>
      <Button
        className="button"
        aria-pressed={chosen.compares}
        onPress={() => choose({ compare: chosen.compares ? "no" : null })}
      >
        Compare with the baseline
      </Button>
    </div>
  );
});

/** The same series of another party where it has one. */
function sameSeries(parties: Prospect["parties"], id: string, { series }: Chosen): string | null {
  const name = nameIn(series.id);
  return parties.find((party) => party.id === id)?.series.includes(`${id}.${name}`) ? name : null;
}
