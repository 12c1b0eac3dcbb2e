// The mechanisms of the economy, each with a switch: the given number `mechanism <id>` is 1, and 0 turns it off.

export interface Mechanism {
  readonly id: string;
  readonly does: string;
  /** A series or event that it moves. */
  readonly moves: string;
}

/** A mechanism in an economy, with the legs of the book that it works on; none where it is a rule of behaviour. */
export interface UsedMechanism {
  readonly id: string;
  readonly legs: readonly string[];
}

export type MechanismId = (typeof mechanisms)[number]["id"];

export const mechanisms = [
  {
    id: "take-or-pay",
    does: "a contract's minimum is due whether or not it is used, as far as the vendor can deliver",
    moves: "anthropic.spend",
  },
  {
    id: "make-up",
    does: "what was paid and not used pays for later use beyond the minimum, for a while",
    moves: "openai.spend",
  },
  {
    id: "ramp",
    does: "where the book has no ramp, a contract rises over some quarters instead of at once",
    moves: "openai.spend",
  },
  {
    id: "notice",
    does: "a payer leaves a contract that can be cancelled when it is dear or the payer is short",
    moves: "spacex.revenue",
  },
  {
    id: "lease",
    does: "a lease is paid in full from delivery, used or not, and before other compute",
    moves: "other-neoclouds.revenue",
  },
  {
    id: "renegotiation",
    does: "after a stretch the vendor takes a smaller contract",
    moves: "oci.backlog",
  },
  {
    id: "fresh-contracts",
    does: "labs sign new contracts, which bind in part",
    moves: "openai.spend",
  },
  {
    id: "waves",
    does: "in some phases contracts are signed more often",
    moves: "aws.backlog",
  },
  {
    id: "facilities",
    does: "a lab draws credit that it was promised before it asks for an emergency round, and repays it by maturity",
    moves: "anthropic.debt",
  },
  {
    id: "emergency-round",
    does: "a lab that cannot pay its dues raises money at a discount",
    moves: "openai.default",
  },
  {
    id: "arrears",
    does: "minimums beyond use are put off and paid later",
    moves: "openai.default",
  },
  {
    id: "training-cut",
    does: "a lab that is short trains less",
    moves: "openai.cash",
  },
  {
    id: "rescue",
    does: "after a default new owners bring a lab some quarters of its burn",
    moves: "openai.cash",
  },
  {
    id: "lab-distributions",
    does: "a lab that burns no money and grows little pays its owners a part of what it does not need",
    moves: "anthropic.cash",
  },
  {
    id: "tranches-dated",
    does: "promised money comes on its day",
    moves: "openai.cash",
  },
  {
    id: "tranches-milestone",
    does: "promised money comes when growth meets a milestone",
    moves: "anthropic.cash",
  },
  {
    id: "convertibles",
    does: "convertible notes are debt until the next priced round or listing, which turns them into equity",
    moves: "anthropic.debt",
  },
  {
    id: "revenue-share",
    does: "a part of revenue goes to a partner, up to a cap and an end",
    moves: "openai.cash",
  },
  {
    id: "platform-shares",
    does: "clouds that resell a lab keep a part of its revenue",
    moves: "anthropic.cash",
  },
  {
    id: "vendor-parts",
    does: "vendors take a part of the rounds of labs that buy from them",
    moves: "aws.ownAtMost",
  },
  {
    id: "listing",
    does: "a lab may list its shares and raise money from the public",
    moves: "anthropic.funding",
  },
  {
    id: "guarantees",
    does: "where a debtor pays less than is due, the guarantor pays up to what it promised and takes the claim",
    moves: "google.cash",
  },
  {
    id: "capacity-backstop",
    does: "what a vendor cannot sell the guarantor buys, up to what it promised",
    moves: "coreweave.revenue",
  },
  {
    id: "covenants",
    does: "too much debt for the cash flow stops loans and distributions; the second time in a row a part of it is due at once",
    moves: "coreweave.debt",
  },
  {
    id: "top-up",
    does: "a neocloud sells shares when its cash runs short",
    moves: "nebius.default",
  },
  {
    id: "chip-orders",
    does: "what labs and groups have ordered by power from AMD is a part of the chips that builders buy, as far as it is filled",
    moves: "amd.systemsShare",
  },
  {
    id: "warrants",
    does: "shares of a chip maker vest with what it delivers and with its price, and a lab sells them before it asks for a round",
    moves: "openai.cash",
  },
  {
    id: "prepayments",
    does: "customers pay in part before they use, and have that earned off later",
    moves: "oracle.debt",
  },
  {
    id: "refresh",
    does: "computers that are old and in demand are replaced out of capex",
    moves: "aws.revenue",
  },
  {
    id: "amortisation",
    does: "loans are repaid bit by bit",
    moves: "coreweave.debt",
  },
  {
    id: "own-silicon",
    does: "Amazon, Google, Microsoft and Meta build a part of their systems with chips of their own",
    moves: "nvidia.revenue",
  },
  {
    id: "generations",
    does: "newer generations of chips do more with a gigawatt",
    moves: "market.h100e",
  },
  {
    id: "skills",
    does: "a platform that earns more asks for more people who know it",
    moves: "aws.skills",
  },
  {
    id: "data-and-distribution",
    does: "a larger share brings data, and groups put their labs before their users",
    moves: "anthropic.runRate",
  },
  {
    id: "rationing",
    does: "a lab without the compute to serve its customers earns less",
    moves: "anthropic.revenue",
  },
  {
    id: "price-markup",
    does: "a concentrated market has higher prices",
    moves: "anthropic.spend",
  },
  {
    id: "leaps",
    does: "a product of one lab opens a market",
    moves: "anthropic.runRate",
  },
  {
    id: "trend",
    does: "on a part of the paths growth goes on as before for some quarters",
    moves: "anthropic.runRate",
  },
  {
    id: "winter",
    does: "funding dries up for a while",
    moves: "openai.funding",
  },
  {
    id: "reflexivity",
    does: "higher valuations give investors an appetite for more",
    moves: "openai.valuation",
  },
] as const satisfies readonly Mechanism[];
