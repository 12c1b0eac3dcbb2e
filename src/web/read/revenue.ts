// Whose money a vendor's revenue is, as `revenue` answers it, as rows of a range chart.

export const moneyClasses = ["organic", "outside", "insiders", "own", "notKnown"] as const;
export type MoneyClass = (typeof moneyClasses)[number];

/** USD: what it must be, what it is when money mixes, what it can be. */
export interface Bounds {
  readonly atLeast: number;
  readonly proRata: number;
  readonly atMost: number;
}

export interface RevenueJson {
  readonly party: string;
  readonly year: number;
  readonly revenueUsd: number | null;
  readonly backlogUsd: number | null;
  readonly backlogFact: string | null;
  readonly classes: Readonly<Record<MoneyClass, Bounds>> | null;
  readonly backlogClasses: Readonly<Record<MoneyClass, number>> | null;
  readonly missing: readonly string[];
}

export const classWords: Readonly<Record<MoneyClass, string>> = {
  organic: "end customers",
  outside: "outside capital",
  insiders: "other insiders",
  own: "the vendor's own group",
  notKnown: "not known",
};

/** What a reader who is new to it has to know of a class. */
export const classMeaning: Readonly<Record<MoneyClass, string>> = {
  organic: "customers outside the ring, with money of their own",
  outside: "investors and lenders outside the ring, whose money the payer passed on",
  insiders: "other members of the ring that put money into the payer",
  own: "money that the vendor's own group had put into the payer before",
  notKnown: "paid by customers whose own money is not public",
};

/** A row of the chart: a range with its middle, or one figure where all three are equal. */
export interface ClassRow extends Bounds {
  readonly name: MoneyClass;
}

export function classRows({ classes }: RevenueJson): readonly ClassRow[] {
  return classes ? moneyClasses.map((name) => ({ name, ...classes[name] })) : [];
}

export function backlogRows({ backlogClasses }: RevenueJson): readonly ClassRow[] {
  if (!backlogClasses) return [];
  return moneyClasses.map((name) => {
    const figure = backlogClasses[name];
    return { name, atLeast: figure, proRata: figure, atMost: figure };
  });
}

/** Rows that share an axis from 0 to `max`, USD. */
export interface Panel {
  readonly rows: readonly ClassRow[];
  readonly max: number;
  /** How many times larger it is drawn than the first panel. */
  readonly times: number;
}

/** Below this part of the whole a class has a scale of its own, or nobody could see it. */
const smallPart = 0.2;

/** Classes far below the whole are drawn together on a larger scale, which is said; else all share one. */
export function panelsOf(rows: readonly ClassRow[], whole: number): readonly Panel[] {
  const isSmall = ({ atMost }: ClassRow): boolean => atMost < smallPart * whole;
  const small = rows.filter(isSmall);
  const max = Math.max(0, ...small.map(({ atMost }) => atMost));
  const large = rows.filter((row) => !isSmall(row));
  if (max === 0 || large.length === 0) {
    return [{ rows, max: Math.max(whole, ...rows.map(({ atMost }) => atMost)), times: 1 }];
  }
  return [
    { rows: large, max: whole, times: 1 },
    { rows: small, max, times: whole / max },
  ];
}
