// A table of what a chart draws: it scrolls by itself where it is wide, also by keyboard.

import type { ReactNode } from "react";

/** A column of words, or of figures, which stand to the right. */
export type ListColumn = string | { readonly figures: string };

interface ListTableProps {
  /** What it lists, for those who hear it; shown above it unless `isNamed`. */
  readonly name: string;
  /** Whether what stands before it names it already. */
  readonly isNamed?: boolean;
  readonly columns: readonly ListColumn[];
  readonly className?: string;
  /** Its rows. */
  readonly children: ReactNode;
}

export function ListTable({ name, isNamed = false, columns, className = "", children }: ListTableProps) {
  return (
    <div className={`table-scroll ${className}`.trim()} role="region" aria-label={name} tabIndex={0}>
      <table>
        {!isNamed && <caption>{name}</caption>}
        <thead>
          <tr>
            {columns.map((column, k) => (
              <th key={k} scope="col" className={typeof column === "string" ? undefined : "right"}>
                {typeof column === "string" ? column : column.figures}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
