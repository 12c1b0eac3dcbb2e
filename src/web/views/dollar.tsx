// Follow a dollar of a party: where it goes, where it came from, and who stands behind what it buys.

import { reading } from "../app/choice.ts";
import { useStage } from "../app/engine-context.tsx";
import { countingChoices, layerChoices, layerOf, lookOf } from "../app/look.ts";
import { partyGroups } from "../app/party-groups.ts";
import { usePlace } from "../app/place.ts";
import { Options, Select, YearChoice } from "../part/choices.tsx";
import { PartyChoice } from "../part/party-choice.tsx";
import { Notices } from "../part/states.tsx";
import { Behind } from "./dollar-behind.tsx";
import { Forward } from "./dollar-forward.tsx";
import { Origin } from "./dollar-origin.tsx";
import "./money.css";

/** Shown first where the book has it. */
const usual = "anthropic";

export default function Dollar() {
  const { place, choose } = usePlace();
  const { parties, years, day } = useStage();
  const read = reading(place);
  const look = lookOf(place, read);
  const layer = layerOf(read);
  const year = read.whole("year", years.first, years.last, Number(day.slice(0, 4)), "year");
  const ids = parties.map(({ id }) => id);
  const party = read.one("party", ids, ids.includes(usual) ? usual : ids[0]!, "party of the book");
  const question = { ...look, party, year, layer };
  return (
    <>
      <h1>Follow a dollar</h1>
      <p>Where a dollar of a party goes, how much of it comes back, and whose it was before.</p>
      <Notices wrong={read.wrong} />
      <div className="choice-bar">
        <PartyChoice
          label="Whose dollar"
          value={party}
          groups={partyGroups(parties, ({ kind }) => kind !== "market")}
          onChoose={(chosen) => choose({ party: chosen })}
        />
        <YearChoice year={year} {...years} onChoose={(chosen) => choose({ year: `${chosen}` })} />
        <Select label="Money" value={layer} choose={(chosen) => choose({ layer: chosen })}>
          <Options of={layerChoices} />
        </Select>
        <Select label="Counting" value={look.count} choose={(chosen) => choose({ count: chosen })}>
          <Options of={countingChoices} />
        </Select>
      </div>
      <Forward question={question} />
      <Origin question={question} />
      <Behind question={question} />
    </>
  );
}
