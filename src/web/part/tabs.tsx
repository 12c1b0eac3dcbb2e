// Parts of a view, one at a time; which one stands in the address.

import { usePlace } from "../app/place.ts";

interface TabsProps<T extends string> {
  readonly tabs: Readonly<Record<T, string>>;
  readonly chosen: T;
  /** Of the choice in the address. */
  readonly name: string;
  /** The part that is shown where the address names none. */
  readonly usual: T;
  readonly label: string;
  /** Choices that belong to one part and are taken back in another. */
  readonly own?: readonly string[];
}

export function Tabs<T extends string>({ tabs, chosen, name, usual, label, own = [] }: TabsProps<T>) {
  const { here } = usePlace();
  const back = Object.fromEntries(own.map((choice) => [choice, null]));
  return (
    <nav className="tabs" aria-label={label}>
      {(Object.entries(tabs) as [T, string][]).map(([id, title]) => (
        <a
          key={id}
          href={here({ ...back, [name]: id === usual ? null : id })}
          aria-current={id === chosen ? "page" : undefined}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
