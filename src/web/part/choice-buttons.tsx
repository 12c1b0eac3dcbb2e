// One of a few, as links that stand in a row; which one stands in the address.

import { usePlace } from "../app/place.ts";

interface Choice {
  /** Empty for all. */
  readonly id: string;
  readonly title: string;
  readonly count?: number | undefined;
}

interface ChoiceButtonsProps {
  readonly label: string;
  /** Of the choice in the address. */
  readonly name: string;
  readonly chosen: string;
  readonly choices: readonly Choice[];
}

export function ChoiceButtons({ label, name, chosen, choices }: ChoiceButtonsProps) {
  const { here } = usePlace();
  return (
    <nav aria-label={label} className="kinds">
      {choices.map(({ id, title, count }) => (
        <a
          key={id}
          className="button"
          href={here({ [name]: id === "" ? null : id })}
          aria-current={id === chosen ? "true" : undefined}
        >
          {title} {count !== undefined && <span className="quiet">{count.toLocaleString("en-US")}</span>}
        </a>
      ))}
    </nav>
  );
}
