// What money is paid for, in five classes that can be told apart by colour and by dash.

export interface KindClass {
  readonly id: string;
  readonly title: string;
  /** What the payer gets. */
  readonly kinds: readonly string[];
  /** Of the line, in pixels; undefined for a line without gaps. */
  readonly dash: string | undefined;
}

export const kindClasses: readonly KindClass[] = [
  {
    id: "owned",
    title: "shares and takeovers",
    kinds: ["equity", "convertible", "warrant", "acquisition", "joint-venture"],
    dash: undefined,
  },
  { id: "lent", title: "loans", kinds: ["debt", "guarantee"], dash: "14 3" },
  {
    id: "computing",
    title: "computing and services",
    kinds: ["compute", "capacity", "licence", "revenue-share"],
    dash: "5 2",
  },
  { id: "machines", title: "chips and machines", kinds: ["hardware"], dash: "9 2 2 2" },
  { id: "sites", title: "sites, power, grants", kinds: ["lease", "power", "grant"], dash: "2 2" },
];

export function classIn(classes: readonly KindClass[], kind: string): KindClass {
  return classes.find(({ kinds }) => kinds.includes(kind)) ?? classes.at(-1)!;
}

/** For what, in a sentence. */
const forWhat: Readonly<Record<string, string>> = {
  equity: "for shares",
  convertible: "for a convertible note",
  warrant: "for shares by warrant",
  acquisition: "to take it over",
  "joint-venture": "for a share of a venture",
  debt: "as a loan",
  guarantee: "as a guarantor",
  compute: "for computing",
  capacity: "for capacity",
  hardware: "for chips and machines",
  lease: "for a site",
  power: "for power",
  "revenue-share": "as a share of revenue",
  licence: "for a licence",
  grant: "as a grant",
};

export function wordsOfKind(kind: string): string {
  return forWhat[kind] ?? `(${kind})`;
}
