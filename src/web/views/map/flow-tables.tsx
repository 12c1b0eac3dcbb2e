// The map as lists: all flows of the year by amount, what each party pays and gets, and what has no price.

import { usePlace } from "../../app/place.ts";
import { percent } from "../../../report/circularity.ts";
import { dollars } from "../../../report/number.ts";
import type { YearFlows } from "../../engine/flows.ts";
import { ArrowCells } from "./arrow-sides.tsx";
import { arrowId } from "./bands.ts";
import { type NameOf, partySums, plural } from "./finding.ts";
import { wordsOfKind } from "./kinds.ts";
import { RecordLink, RecordLinks } from "./side-list.tsx";
import { ListTable } from "../../part/list-table.tsx";

interface TableProps {
  readonly flows: YearFlows;
  readonly nameOf: NameOf;
}

export function FlowTable({ flows, nameOf }: TableProps) {
  const caption = `All flows of ${flows.year}, the largest first`;
  return (
    <ListTable
      name={caption}
      columns={["who pays", "whom", { figures: "in the year" }, "for what", "ring", "deals"]}
      className="map-list"
    >
      {flows.arrows.map((arrow) => (
        <tr key={arrowId(arrow)}>
          <ArrowCells arrow={arrow} amount={dollars(arrow.amount)} nameOf={nameOf} />
          <td>{wordsOfKind(arrow.kind)}</td>
          <td>{arrow.isInRing ? "closes" : ""}</td>
          <td>
            <RecordLinks ids={arrow.deals.length > 0 ? arrow.deals : arrow.told} />
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

export function PartyTable({ flows, nameOf }: TableProps) {
  const { here } = usePlace();
  const caption = `By party, ${flows.year}`;
  const share = (amount: number): string => (flows.total > 0 ? percent(amount / flows.total) : "");
  return (
    <ListTable
      name={caption}
      columns={["party", ...["pays", "of all", "gets", "of all"].map((figures) => ({ figures }))]}
      className="map-list"
    >
      {partySums(flows).map(({ party, pays, gets }) => (
        <tr key={party}>
          <td>
            <a href={here({ pick: party })}>{nameOf(party)}</a>
          </td>
          <td className="right">{dollars(pays)}</td>
          <td className="right">{share(pays)}</td>
          <td className="right">{dollars(gets)}</td>
          <td className="right">{share(gets)}</td>
        </tr>
      ))}
    </ListTable>
  );
}

export function LeftOut({ flows: { leftOut } }: { flows: YearFlows }) {
  if (leftOut.length === 0) return null;
  return (
    <details className="sources">
      <summary>{plural(leftOut.length, "leg")} without a price, and why</summary>
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
