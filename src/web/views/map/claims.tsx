// The map of claims: who owes or has promised whom on a day, each party where it stands on the map of payments.

import { ChartFrame } from "../../chart/frame.tsx";
import type { Cast } from "../../engine/cast.ts";
import type { ClaimsOnDay } from "../../engine/claims.ts";
import { Empty } from "../../part/states.tsx";
import { scaleOf } from "./bands.ts";
import { ClaimSide, ClaimTable, ClaimsLeftOut } from "./claim-lists.tsx";
import {
  chosenClaims,
  claimClasses,
  claimSentence,
  claimsFinding,
  claimsLine,
  csvOfClaims,
} from "./claim-words.ts";
import type { NameOf } from "./finding.ts";
import { UnknownKey, Legend } from "./legend.tsx";
import { MapList, PastMap } from "./map-list.tsx";
import { MeasuredMap } from "./measured-map.tsx";

interface ClaimsMapProps {
  readonly cast: Cast;
  readonly claims: ClaimsOnDay;
  readonly most: number;
  readonly picked: string | null;
  readonly nameOf: NameOf;
}

export function ClaimsMap({ cast, claims, most, picked, nameOf }: ClaimsMapProps) {
  const drawn = chosenClaims(claims, most);
  const boundaries = new Set(cast.members.filter(({ isBoundary }) => isBoundary).map(({ id }) => id));
  const finding = claimsFinding(claims, nameOf, (party) => boundaries.has(party));
  const { day, count, level } = claims;
  const scale = scaleOf(claims);
  return (
    <>
      <h2 className="visually-hidden">Claims on {day}</h2>
      <ChartFrame
        finding={finding}
        what={`USD owed or promised, as known on ${day}, counted as ${count}, ${level === "group" ? "groups" : "segments"}. Stocks, not payments: nothing of it goes round. ${claimsLine(claims, drawn)}`}
        csv={csvOfClaims(claims)}
        name={`claims ${day} ${count}`}
        foot={
          <Legend scale={scale} classes={claimClasses}>
            <UnknownKey />
          </Legend>
        }
      >
        <PastMap />
        <MeasuredMap
          cast={cast}
          arrows={drawn}
          scale={scale}
          classes={claimClasses}
          wordsOf={(arrow) => claimSentence(arrow, nameOf)}
          picked={picked}
          nameOf={nameOf}
          label={finding}
        />
        {drawn.length === 0 && <Empty>Nothing is known to be owed or promised on {day}.</Empty>}
      </ChartFrame>
      <ClaimSide claims={claims} picked={picked} nameOf={nameOf} />
      <MapList>
        <ClaimTable claims={claims} nameOf={nameOf} />
        <ClaimsLeftOut claims={claims} />
      </MapList>
    </>
  );
}
