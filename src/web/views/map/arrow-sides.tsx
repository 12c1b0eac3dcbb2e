// The two sides of an arrow, and what stands behind it, as links: in the lists and beside the map.

import type { ReactNode } from "react";
import { usePlace } from "../../app/place.ts";
import { type MapArrow, arrowId } from "./bands.ts";
import type { NameOf } from "./finding.ts";

interface SidesProps {
  readonly arrow: MapArrow;
  readonly nameOf: NameOf;
}

/** Cells of a table: who, whom, how much. */
export function ArrowCells({ arrow, amount, nameOf }: SidesProps & { readonly amount: string }) {
  const { here } = usePlace();
  return (
    <>
      <td>
        <a href={here({ pick: arrow.payer })}>{nameOf(arrow.payer)}</a>
      </td>
      <td>
        <a href={here({ pick: arrow.payee })}>{nameOf(arrow.payee)}</a>
      </td>
      <td className="right">
        <a href={here({ pick: arrowId(arrow) })}>{amount}</a>
      </td>
    </>
  );
}

export function BothSides({ arrow, nameOf }: SidesProps) {
  const { here } = usePlace();
  return (
    <p>
      <a href={here({ pick: arrow.payer })}>{nameOf(arrow.payer)}</a> ·{" "}
      <a href={here({ pick: arrow.payee })}>{nameOf(arrow.payee)}</a>
    </p>
  );
}

/** @param children a line for each */
export function Contracts({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  return (
    <div>
      <h3>{count === 1 ? "Its contract" : `Its ${count} contracts`}</h3>
      <ul className="side-flows">{children}</ul>
    </div>
  );
}
