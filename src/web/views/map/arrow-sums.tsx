// The arrows on one side of a party, each a link to itself, under what they come to.

import { usePlace } from "../../app/place.ts";

interface ArrowLine {
  /** Of the arrow, as `pick` in the address has it. */
  readonly id: string;
  /** How much, and who is at the other end. */
  readonly amount: string;
  readonly other: string;
  readonly note: string;
}

interface ArrowSumsProps {
  readonly title: string;
  /** What they come to in all; told where there are any. */
  readonly sum: string;
  readonly none?: string;
  readonly lines: readonly ArrowLine[];
}

export function ArrowSums({ title, sum, none = "nothing that is known", lines }: ArrowSumsProps) {
  const { here } = usePlace();
  return (
    <div>
      <h3>
        {title}: {lines.length === 0 ? none : sum}
      </h3>
      <ul className="side-flows">
        {lines.map(({ id, amount, other, note }) => (
          <li key={id}>
            <a href={here({ pick: id })}>
              {amount} · {other}
            </a>{" "}
            <span className="quiet">{note}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
