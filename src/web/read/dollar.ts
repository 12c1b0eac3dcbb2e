// Where a dollar goes and where it came from, as `trace`, `outside` and `look-through` answer it, as parts of one dollar.

export interface TraceJson {
  readonly from: string;
  readonly year: number;
  readonly returned: {
    readonly total: number;
    readonly directly: number;
    readonly throughOthers: number;
  } | null;
  readonly steps: number | null;
  readonly endsAt: Readonly<Record<string, number>>;
  readonly notKnown: number | null;
  readonly cameFrom?: {
    readonly itself: number;
    readonly customers: number;
    readonly startsAt: Readonly<Record<string, number>>;
  };
}

export interface OutsideJson {
  readonly party: string;
  readonly year: number;
  readonly sources: Readonly<Record<string, number>> | null;
  readonly customersOf: Readonly<Record<string, number>>;
  readonly revenueYear: number | null;
  readonly revenueFacts: readonly string[];
  readonly missing: readonly string[];
}

export interface LookThroughJson {
  readonly party: string;
  readonly year: number;
  /** Absent where no purchase has a price. */
  readonly spentUsd?: number;
  readonly outlayUsd?: number | null;
  readonly touches: Readonly<Record<string, number>>;
  readonly endsAt: Readonly<Record<string, number>>;
  /** Share of the outlay that goes nobody knows where; null where nobody knows how much that is. */
  readonly notKnown: number | null;
}

/** What a part of a dollar is: the colours of the chart tell these apart. */
export type PartKind = "back" | "kept" | "others" | "notKnown";

/** A part of a dollar. */
export interface Part {
  readonly label: string;
  readonly share: number;
  readonly kind: PartKind;
  /** The record behind it, where it is one party's. */
  readonly party?: string | undefined;
}

type Name = (id: string) => string;

/** Where a dollar goes: back, kept, on to others, nobody knows where; adds to 1. Null where no payment is known. */
export function forwardParts(trace: TraceJson, name: Name): readonly Part[] | null {
  const { from, returned, endsAt, notKnown } = trace;
  if (returned === null || notKnown === null) return null;
  const kept = endsAt[from] ?? 0;
  return [
    { label: "comes back directly", share: returned.directly, kind: "back" },
    { label: "comes back through others", share: returned.throughOthers, kind: "back" },
    ...(kept > 0
      ? [{ label: `${name(from)} keeps it`, share: kept, kind: "kept", party: from } as const]
      : []),
    ...byShare(endsAt)
      .filter(([id]) => id !== from)
      .map(([id, share]): Part => ({ label: name(id), share, kind: "others", party: id })),
    { label: "not known to whom", share: notKnown, kind: "notKnown" },
  ];
}

const sourceWords: Readonly<Record<string, string>> = {
  customers: "its own customers",
  "new-equity": "new equity",
  "new-debt": "new debt",
  "opening-cash": "cash it had before",
  "customers-of-others": "customers of others",
  "new-equity-of-others": "new equity of others",
  "new-debt-of-others": "new debt of others",
  "opening-cash-of-others": "cash that others had before",
  itself: "the ring itself",
  "not-known": "not known",
};

/** Where a dollar came from in the end; null where the accounts do not suffice. */
export function backwardParts({ sources }: OutsideJson): readonly Part[] | null {
  if (sources === null) return null;
  return byShare(sources).map(([source, share]): Part => {
    const kind =
      source === "not-known"
        ? "notKnown"
        : source.endsWith("-of-others")
          ? "others"
          : source === "itself"
            ? "back"
            : "kept";
    return { label: sourceWords[source] ?? source, share, kind };
  });
}

/** A party behind a dollar that is spent. */
export interface Behind {
  readonly id: string;
  readonly touches: number;
  readonly endsAt: number;
}

/** Who stands behind a dollar that a party spends, without the party itself, the most touched first. */
export function behindOf({ party, touches, endsAt }: LookThroughJson): readonly Behind[] {
  return byShare(touches)
    .filter(([id]) => id !== party)
    .map(([id, share]) => ({ id, touches: share, endsAt: endsAt[id] ?? 0 }));
}

/** The largest parts and the rest of their kind together, so that a chart has few rows; nothing is lost. */
export function fewer(parts: readonly Part[], othersMax: number): readonly Part[] {
  const others = parts.filter(({ kind }) => kind === "others").toSorted((a, b) => b.share - a.share);
  const rest = others.slice(othersMax);
  if (rest.length < 2) return parts;
  const gone = new Set(rest);
  const sum = rest.reduce((total, { share }) => total + share, 0);
  const together: Part = { label: `${rest.length} others`, share: sum, kind: "others" };
  const kept = parts.filter((part) => !gone.has(part));
  const last = kept.findLastIndex(({ kind }) => kind === "others") + 1;
  return [...kept.slice(0, last), together, ...kept.slice(last)];
}

function byShare(shares: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(shares)
    .filter(([, share]) => share > 0)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
