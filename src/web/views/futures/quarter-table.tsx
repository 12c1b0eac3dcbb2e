// The figures of a fan as a table by quarter; each quarter leads to why.

import { useState } from "react";
import { amountIn } from "../../../report/series-text.ts";
import type { SeriesFan } from "../../engine/watched.ts";
import { ListTable } from "../../part/list-table.tsx";

interface QuarterTableProps {
  readonly quarters: readonly string[];
  readonly unit: string;
  readonly fan: SeriesFan;
  readonly baseline: SeriesFan | undefined;
  readonly why: (quarter: string) => string;
}

const columns = [
  ["5 % below", "p5"],
  ["25 % below", "p25"],
  ["middle", "p50"],
  ["75 % below", "p75"],
  ["95 % below", "p95"],
  ["mean", "mean"],
] as const;

export function QuarterTable({ quarters, unit, fan, baseline, why }: QuarterTableProps) {
  const [isOpen, setOpen] = useState(false);
  const show = (value: number): string => (Number.isFinite(value) ? amountIn(value, unit) : "");
  return (
    <details className="quarters" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The figures by quarter</summary>
      {isOpen && (
        <ListTable
          name={"Figures by quarter"}
          isNamed
          columns={[
            "quarter",
            ...columns.map(([figures]) => ({ figures })),
            ...(baseline ? [{ figures: "middle without the changes" }] : []),
            "why",
          ]}
        >
          {quarters.map((quarter, k) => (
            <tr key={quarter}>
              <th scope="row">{quarter}</th>
              {columns.map(([name, point]) => (
                <td key={name} className="right">
                  {show(fan[point][k]!)}
                </td>
              ))}
              {baseline && <td className="right">{show(baseline.p50[k]!)}</td>}
              <td>
                <a href={why(quarter)} aria-label={`Why in ${quarter}`}>
                  why
                </a>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </details>
  );
}
