// The map of payments: who pays whom in a year, in cash or in kind.

import { ChartFrame } from "../../chart/frame.tsx";
import type { Cast } from "../../engine/cast.ts";
import type { Arrow, YearFlows } from "../../engine/flows.ts";
import { Empty } from "../../part/states.tsx";
import { dollars } from "../../../report/number.ts";
import { scaleOf } from "./bands.ts";
import { type NameOf, chosenArrows, csvOfFlows, findingOf, hiddenLine, leftOutLine } from "./finding.ts";
import { FlowTable, LeftOut, PartyTable } from "./flow-tables.tsx";
import { kindClasses, wordsOfKind } from "./kinds.ts";
import { Legend, RingKey } from "./legend.tsx";
import { MapList, PastMap } from "./map-list.tsx";
import { MeasuredMap } from "./measured-map.tsx";
import { SideList } from "./side-list.tsx";

interface PaymentsProps {
  readonly cast: Cast;
  readonly flows: YearFlows;
  readonly most: number;
  readonly isOnlyRings: boolean;
  readonly picked: string | null;
  readonly nameOf: NameOf;
}

export function Payments({ cast, flows, most, isOnlyRings, picked, nameOf }: PaymentsProps) {
  const drawn = chosenArrows(flows, { most, ringsOnly: isOnlyRings });
  const boundaries = new Set(cast.members.filter(({ isBoundary }) => isBoundary).map(({ id }) => id));
  const finding = findingOf(flows, nameOf, (party) => boundaries.has(party));
  const what = `USD in ${flows.year}, ${flows.layer === "cash" ? "paid in cash" : "paid in kind"}, counted as ${flows.count}, ${flows.level === "group" ? "groups" : "segments"}. ${hiddenLine(flows, drawn)}`;
  return (
    <>
      <h2 className="visually-hidden">The map of {flows.year}</h2>
      <ChartFrame
        finding={finding}
        what={what}
        csv={csvOfFlows(flows)}
        name={`map ${flows.year} ${flows.layer} ${flows.count}`}
        foot={
          <>
            <Legend scale={scaleOf(cast)} classes={kindClasses}>
              <RingKey />
            </Legend>
            <p className="quiet">{leftOutLine(flows)}</p>
          </>
        }
      >
        <PastMap />
        <MeasuredMap
          cast={cast}
          arrows={drawn}
          scale={scaleOf(cast)}
          classes={kindClasses}
          wordsOf={(arrow) => wordsOfArrow(arrow, nameOf)}
          picked={picked}
          nameOf={nameOf}
          label={finding}
        />
        {drawn.length === 0 && (
          <Empty>
            {flows.arrows.length === 0
              ? `Nothing is known to be paid ${flows.layer === "cash" ? "in cash" : "in kind"} in ${flows.year}, counted as ${flows.count}.`
              : `No ring closes in ${flows.year}, counted as ${flows.count}.`}
          </Empty>
        )}
      </ChartFrame>
      <SideList flows={flows} picked={picked} nameOf={nameOf} />
      <MapList>
        <FlowTable flows={flows} nameOf={nameOf} />
        <PartyTable flows={flows} nameOf={nameOf} />
        <LeftOut flows={flows} />
      </MapList>
    </>
  );
}

function wordsOfArrow({ payer, payee, amount, kind, isInRing }: Arrow, nameOf: NameOf): string {
  const ring = isInRing ? ", in a ring that closes" : "";
  return `${nameOf(payer)} pays ${nameOf(payee)} ${dollars(amount)} ${wordsOfKind(kind)}${ring}`;
}
