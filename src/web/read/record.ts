// When the payment of a leg moves, in the words of its record: what was paid by when, what is due, over which term.

interface Since {
  readonly from?: string;
}

/** `json` of `book show` of a leg or a fact, of what the page reads. */
export interface RecordJson {
  readonly collection: string;
  readonly id: string;
  /** Of a deal. */
  readonly legs?: readonly RecordJson[];
  readonly announced?: string;
  readonly term?: {
    readonly start?: string;
    readonly end?: string;
    readonly length?: { readonly text: string };
  };
  readonly maturity?: string;
  readonly amount?: { readonly paidHistory?: readonly Since[]; readonly drawnHistory?: readonly Since[] };
  readonly tranches?: readonly { readonly on?: string; readonly amount?: unknown }[];
  /** Of a fact. */
  readonly period?: string;
  readonly ends?: string;
}

/**
 * "announced 2026-04-20; paid by 2026-06-30", as far as the record says.
 *
 * @param id a leg's or a fact's; a deal may have the id of its leg, and then stands for it
 */
export function whenOf(told: RecordJson, id: string): string {
  const record = told.legs?.find((leg) => leg.id === id) ?? told;
  if (record.collection === "facts") return `told for ${record.period}, to ${record.ends}`;
  const { announced, term, amount, tranches } = record;
  const days = (list: readonly Since[] | undefined): string[] =>
    list?.flatMap(({ from }) => from ?? []) ?? [];
  const paid = days(amount?.paidHistory);
  const drawn = days(amount?.drawnHistory);
  const due = tranches?.flatMap(({ on, amount: part }) => (part === undefined ? [] : (on ?? []))) ?? [];
  const parts = [
    announced && `announced ${announced}`,
    paid.length > 0
      ? `paid by ${paid.join(", ")}`
      : drawn.length > 0
        ? `drawn by ${drawn.join(", ")}`
        : due.length > 0 && `due ${due.join(", ")}`,
    term?.start !== undefined && `from ${term.start}`,
    term?.end !== undefined && `until ${term.end}`,
    term?.length && `for ${term.length.text}`,
  ];
  return parts.filter((part) => part !== undefined && part !== false && part !== "").join("; ");
}
