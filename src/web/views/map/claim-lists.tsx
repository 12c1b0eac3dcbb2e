// The map of claims as lists: all that is owed and promised, what is behind the arrow or the party that was chosen, and what
// the counting leaves out.

import { usePlace } from "../../app/place.ts";
import type { ClaimArrow, ClaimsOnDay } from "../../engine/claims.ts";
import { ArrowCells, BothSides, Contracts } from "./arrow-sides.tsx";
import { ArrowSums } from "./arrow-sums.tsx";
import { arrowId } from "./bands.ts";
import { bandWords, wordsOfClaim } from "./claim-words.ts";
import { type NameOf, plural } from "./finding.ts";
import { RecordLink, RecordLinks, Records } from "./side-list.tsx";
import { Idle, Side } from "./side.tsx";
import { ListTable } from "../../part/list-table.tsx";

interface ListProps {
  readonly claims: ClaimsOnDay;
  readonly nameOf: NameOf;
}

export function ClaimSide({ claims, picked, nameOf }: ListProps & { readonly picked: string | null }) {
  const { here } = usePlace();
  if (picked === null) return <Idle />;
  const isFlow = picked.includes(">");
  const [payer = "", payee = ""] = picked.split(">");
  const arrow = claims.arrows.find((each) => arrowId(each) === picked);
  return (
    <Side picked={picked} title={isFlow ? `${nameOf(payer)} → ${nameOf(payee)}` : nameOf(picked)}>
      {isFlow && !arrow && (
        <p>Nothing of this kind is known between them on {claims.day}, as it is counted here.</p>
      )}
      {arrow && <Behind arrow={arrow} claims={claims} nameOf={nameOf} />}
      {!isFlow && (
        <>
          <p>
            <a href={here({ open: picked })}>All that the book knows of it</a>
          </p>
          <div className="side-columns">
            <Sums
              title={`Owes, has promised or issued on ${claims.day}`}
              arrows={claims.arrows.filter((each) => each.payer === picked)}
              other={(each) => nameOf(each.payee)}
            />
            <Sums
              title={`Is owed or promised, or owns on ${claims.day}`}
              arrows={claims.arrows.filter((each) => each.payee === picked)}
              other={(each) => nameOf(each.payer)}
            />
          </div>
        </>
      )}
    </Side>
  );
}

function Behind({ arrow, claims, nameOf }: ListProps & { readonly arrow: ClaimArrow }) {
  const { kind, legs, deals } = arrow;
  return (
    <>
      <p>
        <strong>{bandWords(arrow)}</strong> {wordsOfClaim(kind)}, on {claims.day}, counted as {claims.count}.
      </p>
      <BothSides arrow={arrow} nameOf={nameOf} />
      <div className="side-columns">
        <Contracts count={legs.length}>
          {legs.map(({ leg, usd, note }) => (
            <li key={leg}>
              {bandWords({ sure: usd?.low ?? 0, amount: usd?.high ?? 0, isUnknown: usd === null })}{" "}
              <RecordLink id={leg} />
              {note !== null && usd !== null && <span className="quiet"> ({note})</span>}
            </li>
          ))}
        </Contracts>
        <Records title="Deals" ids={deals} />
        <Records title="Rests on assumptions" ids={[...new Set(legs.flatMap(({ assumed }) => assumed))]} />
      </div>
    </>
  );
}

interface SumsProps {
  readonly title: string;
  readonly arrows: readonly ClaimArrow[];
  readonly other: (arrow: ClaimArrow) => string;
}

function Sums({ title, arrows, other }: SumsProps) {
  const sum = {
    sure: arrows.reduce((all, { sure }) => all + sure, 0),
    amount: arrows.reduce((all, { amount }) => all + amount, 0),
    isUnknown: arrows.every(({ isUnknown }) => isUnknown),
  };
  return (
    <ArrowSums
      title={title}
      sum={bandWords(sum)}
      lines={arrows.map((arrow) => ({
        id: arrowId(arrow),
        amount: bandWords(arrow),
        other: other(arrow),
        note: wordsOfClaim(arrow.kind),
      }))}
    />
  );
}

export function ClaimTable({ claims, nameOf }: ListProps) {
  const caption = `All that is owed and promised on ${claims.day}, the largest first`;
  return (
    <ListTable
      name={caption}
      columns={["who owes or has promised", "whom", { figures: "how much" }, "of what", "deals"]}
      className="map-list"
    >
      {claims.arrows.map((arrow) => (
        <tr key={arrowId(arrow)}>
          <ArrowCells arrow={arrow} amount={bandWords(arrow)} nameOf={nameOf} />
          <td>{wordsOfClaim(arrow.kind)}</td>
          <td>
            <RecordLinks ids={arrow.deals} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

export function ClaimsLeftOut({ claims: { leftOut, count } }: Pick<ListProps, "claims">) {
  if (leftOut.length === 0) return null;
  return (
    <details className="sources">
      <summary>
        {plural(leftOut.length, "contract")} that {count} counting leaves out, and why
      </summary>
      <ul>
        {leftOut.map(({ leg, why }) => (
          <li key={leg}>
            <RecordLink id={leg} />: {why}
          </li>
        ))}
      </ul>
    </details>
  );
}
