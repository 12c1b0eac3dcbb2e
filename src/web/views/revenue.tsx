// Whose money is a vendor's revenue: the vendor and the year, the split, the backlog, and what would have to be known.

import { reading } from "../app/choice.ts";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { lookOf } from "../app/look.ts";
import { partyGroups } from "../app/party-groups.ts";
import { usePlace } from "../app/place.ts";
import { YearChoice } from "../part/choices.tsx";
import { PartyChoice } from "../part/party-choice.tsx";
import { Asked, Notices, TroubleShown } from "../part/states.tsx";
import type { PartyName } from "../engine/stage.ts";
import { RevenueSplit } from "./revenue-split.tsx";
import "./money.css";

/** Shown first where the book has it. */
const usual = "aws";

export default function Revenue() {
  const { place, choose } = usePlace();
  const { parties, years, day } = useStage();
  const read = reading(place);
  const look = lookOf(place, read);
  // The newest year that is over: of a year that runs, no revenue is told whole.
  const year = read.whole("year", years.first, years.last, Number(day.slice(0, 4)) - 1, "year");
  const ids = parties.map(({ id }) => id);
  const sellers = parties.filter((party) => sells(party, parties));
  const first = sellers.find(({ id }) => id === usual) ?? sellers[0] ?? parties[0]!;
  const party = read.one("party", ids, first.id, "party of the book");
  const asking = useAsk({ want: "answer", question: { verb: "revenue", ...look, party, year } });
  return (
    <>
      <h1>Whose money is this revenue</h1>
      <p>
        What a vendor earns may be its own money: put into a customer, and paid back as sales. Money in a pool
        has no colour, so each kind has three figures: what it must be, what it is if all money mixes, and
        what it can be.
      </p>
      <Notices wrong={read.wrong} />
      <div className="choice-bar">
        <PartyChoice
          label="Vendor"
          value={party}
          groups={partyGroups(parties, (each) => each.id === party || sellers.includes(each))}
          onChoose={(chosen) => choose({ party: chosen })}
        />
        <YearChoice year={year} {...years} onChoose={(chosen) => choose({ year: `${chosen}` })} />
      </div>
      {asking.is === "trouble" && asking.trouble.code === "USAGE" ? (
        <>
          <TroubleShown trouble={asking.trouble} />
          <Segments of={party} />
        </>
      ) : (
        <Asked of={asking}>{(answer) => <RevenueSplit answer={answer} />}</Asked>
      )}
    </>
  );
}

const kinds = new Set(["cloud", "neocloud", "chipmaker"]);

/** Who sells computing or chips, by segments where a group has them. */
function sells({ id, kind }: PartyName, parties: readonly PartyName[]): boolean {
  return (
    kinds.has(kind) &&
    !parties.some((other) => other.group === id && other.id !== id && kinds.has(other.kind))
  );
}

/** The segments of a group that is the wrong one to ask for. */
function Segments({ of }: { of: string }) {
  const { parties } = useStage();
  const { here } = usePlace();
  return (
    <ul>
      {parties
        .filter(({ id, group, kind }) => group === of && id !== of && kinds.has(kind))
        .map(({ id, name }) => (
          <li key={id}>
            <a href={here({ party: id })}>{name}</a>
          </li>
        ))}
    </ul>
  );
}
