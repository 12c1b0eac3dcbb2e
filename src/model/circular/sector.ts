// The parts of the economy in the order of a quarter: what each finds, and why it is written so. docs/model.md has the forms.

export interface Sector {
  readonly id: string;
  readonly title: string;
  /** Reason and source of its form; its numbers have theirs in the book. */
  readonly why: string;
}

export type SectorId = (typeof sectors)[number]["id"];

export const sectors = [
  {
    id: "mood",
    title: "Mood of investors",
    why: "prices of labs feed the mood and the mood feeds rounds; a funding winter comes by chance, as three times in 25 years, and more often in a slump",
  },
  {
    id: "demand",
    title: "Demand and shares",
    why: "new markets for information goods slow down long before they are full, which is Gompertz's curve; nobody knows the ceiling, so it is drawn and may break; logit shares lie between 0 and 1 and add to one",
  },
  {
    id: "capacity",
    title: "Power that is built",
    why: "a site takes some quarters, and not the same number everywhere; old power is refreshed or retired, since without it rents fall below cost for ever",
  },
  {
    id: "allocation",
    title: "Who gets how much compute",
    why: "money a gigawatt and year is the unit that holds; a cloud serves its own customers no less than a lab and no more, and training gives way first",
  },
  {
    id: "prices",
    title: "Prices of capacity",
    why: "the price of new contracts falls as chips improve and rises with scarcity; only a part of a book of contracts is renewed in a quarter",
  },
  {
    id: "contracts",
    title: "Contracts",
    why: "take-or-pay: amounts, terms and ramps are those of the legs of the book, and nobody pays for computers that are not there; signatures come in waves, in proportion to what labs are worth",
  },
  {
    id: "receipts",
    title: "Revenue",
    why: "a quarter that ends at twice the rate did not earn twice the rate; other customers of the clouds follow enterprises' AI with a lag",
  },
  {
    id: "funding",
    title: "Money of labs",
    why: "a round comes when cash runs short or a window is open, bounded by the lab's price and by the market; tranches and notes are legs of the book",
  },
  {
    id: "building",
    title: "Building",
    why: "a builder goes by the demand that it sees and by what is signed; spending grew faster than need in the trial's two years, an excess that fades; cash flow and lenders set the bounds",
  },
  {
    id: "clearing",
    title: "When it is too much",
    why: "help comes in the order in which it is cheapest: promised credit, an emergency round, payments put off, training cut; then all are paid alike, which is the clearing vector of Eisenberg and Noe",
  },
  {
    id: "treasury",
    title: "Interest and cash",
    why: "who would fall below a floor of cash borrows, and who has more than it needs pays out; people stay when revenue falls",
  },
  {
    id: "marks",
    title: "Prices of labs",
    why: "a multiple of the run-rate by Hill's curve in the growth of a year, which fits the rounds of 2024 to 2026, half of the way in a quarter",
  },
  {
    id: "accounts",
    title: "Backlogs and accounts",
    why: "every payment is written once, with payer and payee; cash and both matrices follow from the payments",
  },
  {
    id: "origins",
    title: "Where the money comes from",
    why: "money is fungible: each purse carries the shares of its sources, and the group's own part has two ends",
  },
  {
    id: "outputs",
    title: "What is told beside",
    why: "tokens, sessions, chips, losses and ownership follow from what stands above, and nothing above reads them",
  },
] as const satisfies readonly Sector[];
