// The format of a book, field by field: what the YAML may say, and what it is read as.
// Editors get their completion from the JSON Schema that is made of these definitions.

import { z } from "zod";
import { RoundtripError } from "../error/error.ts";
import { type PartialDate, firstDay, isPartialDate } from "../unit/date.ts";
import { type Quantity, parseQuantity } from "../unit/quantity.ts";
import { currencies, dimensionsOf, unitNamed } from "../unit/unit.ts";
import {
  confidences,
  factKinds,
  firmnesses,
  legKinds,
  partyKinds,
  promises,
  statuses,
  verdicts,
} from "./vocabulary.ts";

/** The version of the format that this program reads. */
export const formatVersion = 1;

// Scalars. YAML gives text; each of these says what the text may be.

const text = (about: string) =>
  z.string().min(1, "must not be empty").max(4000, "is longer than 4,000 characters").describe(about);

const idPattern = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u;
const id = (about: string) =>
  z
    .string()
    .regex(idPattern, 'must be in kebab-case: lower-case letters, digits, "-" and "." ("nimbus-cloud")')
    .max(120, "is longer than 120 characters")
    .describe(about);

/** An id of a catalogue may join parts: claude-opus-5@aws-bedrock, aws/us-east-1. */
const compoundId = (about: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9]+(?:[-._@/:+][A-Za-z0-9]+)*$/u, "must be letters and digits joined by - . _ @ / :")
    .max(160, "is longer than 160 characters")
    .describe(about);

const date = (about: string) =>
  z
    .string()
    .refine(
      isPartialDate,
      "is not a date of the calendar: write 2026-04-20, 2026-04, 2026-Q2, 2026-H1 or 2026",
    )
    .describe(about)
    .meta({ pattern: "^\\d{4}(-(\\d{2}(-\\d{2})?|Q[1-4]|H[12]))?$" });

const yes = (about: string) =>
  z
    .enum(["true", "false"], { error: "must be true or false" })
    .transform((value) => value === "true")
    .describe(about);

/** A quantity whose unit must measure one of some things. */
const quantity = (
  about: string,
  fits?: { what: string; test: (unit: string) => boolean; negative?: boolean },
) =>
  z
    .string()
    .max(200, "is longer than 200 characters")
    .transform((written, context): Quantity => {
      try {
        const read = parseQuantity(written);
        if (fits && !fits.test(read.unit)) {
          context.addIssue({
            code: "custom",
            message: `must be ${fits.what}`,
            params: { code: "BOOK_UNIT", remedy: `Write ${fits.what}.` },
          });
        } else if (fits && !fits.negative && Math.min(...read.values) < 0) {
          context.addIssue({
            code: "custom",
            message: `"${written}" is negative.`,
            params: {
              code: "BOOK_NEGATIVE",
              remedy: "Write the amount as a positive figure; payer and payee give the direction.",
            },
          });
        }
        return read;
      } catch (error) {
        if (!(error instanceof RoundtripError)) throw error;
        context.addIssue({
          code: "custom",
          message: error.message,
          params: { code: error.code, remedy: error.remedy },
        });
        return z.NEVER;
      }
    })
    .describe(about);

const hasDimension = (unit: string, dimension: string): boolean => {
  const dimensions = dimensionsOf(unitNamed(unit));
  return dimensions.size === 1 && dimensions.get(dimension) === 1;
};
const isMoney = (unit: string): boolean => unit === "USD";
const isCurrency = (unit: string): boolean => (currencies as readonly string[]).includes(unit);
const isPower = (unit: string): boolean => hasDimension(unit, "power");
const isTime = (unit: string): boolean => hasDimension(unit, "time");
const isShare = (unit: string): boolean => unit === "1";
const isRate = (unit: string): boolean => /^1( per (year|quarter|month|week|day))?$/u.test(unit);
const isTokenPrice = (unit: string): boolean => unit.endsWith(" per token");
const isHourPrice = (unit: string): boolean => / per (GPU-)?hour$/u.test(unit);

const money = (about: string) =>
  quantity(about, { what: 'an amount in US dollars, such as "$5B"', test: isMoney });
const power = (about: string) =>
  quantity(about, { what: 'an electric power, such as "5 GW"', test: isPower });
const share = (about: string) => quantity(about, { what: 'a share, such as "27%"', test: isShare });
const duration = (about: string) =>
  quantity(about, { what: 'a length of time, such as "90 days"', test: isTime });
const rate = (about: string) => quantity(about, { what: 'a rate, such as "9% per year"', test: isRate });
const tokenPrice = (about: string) =>
  quantity(about, { what: 'a price such as "$5 per million tokens"', test: isTokenPrice });
const hourPrice = (about: string) =>
  quantity(about, { what: 'a price such as "$2.35 per hour"', test: isHourPrice });

/** One value for all time, or a list of values with the day from which each holds. */
export interface Since<T> {
  /** First day on which it held; undefined where it held from the beginning. */
  readonly from?: PartialDate | undefined;
  readonly is: T;
  /** For a status of superseded: what took the place. */
  readonly by?: string | undefined;
  readonly note?: string | undefined;
  readonly sources?: readonly Citation[] | undefined;
}

const sources = z
  .lazy(() => z.array(citation).min(1, "must name at least one source"))
  .describe("Who says so: ids of sources, or sources written out. At least one.");

/** A value that may change: `active`, or a list of `{from, is}` in the order of time. */
const since = <T extends z.ZodType>(value: T, about: string) =>
  z
    .union([
      value.transform((is): Since<z.output<T>>[] => [{ is }]),
      z
        .array(
          z.strictObject({
            from: date("First day on which it held.").optional(),
            is: value,
            by: id("What took its place (for superseded).").optional(),
            note: text("Why, in one sentence.").optional(),
            sources: sources.optional(),
          }),
        )
        .min(1)
        .transform((list) => list as unknown as Since<z.output<T>>[]),
    ])
    .superRefine((list, context) => {
      for (let i = 1; i < list.length; i++) {
        const [before, after] = [list[i - 1]!, list[i]!];
        if (
          after.from !== undefined &&
          (before.from === undefined || firstDay(before.from) <= firstDay(after.from))
        )
          continue;
        context.addIssue({
          code: "custom",
          path: [i],
          message:
            after.from === undefined ? "has no day from which it holds" : "stands before what it follows",
          params: {
            code: "BOOK_ORDER",
            remedy: "List changes in the order of time, each after the first with its `from`.",
          },
        });
      }
    })
    .describe(about);

// Sources.

const sourceFields = {
  publisher: text("Who published it."),
  title: text("The title of the page or document."),
  address: text("Where it can be read: an https address, or how to find it.").optional(),
  date: date("When it was published; absent where the page does not say.").optional(),
  confidence: z.enum(confidences).optional().describe("How far to trust this publisher on this matter."),
};
const source = z.strictObject({
  id: id("The name by which records cite it."),
  ...sourceFields,
  overlay: z.enum(["replace", "cancel"]).optional(),
});
const citation = z.union([id("A source of this book."), z.strictObject(sourceFields)]);
export type Citation = z.output<typeof citation>;

/** What every record may carry beside its own fields. */
const common = {
  sources: sources.optional(),
  reason: text("Why, where no source is given: the record is then an assumption and says so.").optional(),
  confidence: z.enum(confidences).optional().describe("How far to trust the record as a whole."),
  note: text("What a careful reader must know.").optional(),
  overlay: z
    .enum(["replace", "cancel"])
    .optional()
    .describe("In a book that lies over another: replace or cancel the record of this id."),
};

// Parties.

const party = z.strictObject({
  id: id("The party's name in this book."),
  name: text("The name as people know it."),
  kind: z.enum(partyKinds).describe("What it is in this system."),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u, "must be an ISO 3166 code such as US or IN")
    .optional()
    .describe("ISO 3166 code of its seat."),
  ticker: text("Stock exchange ticker.").optional(),
  cik: z
    .string()
    .regex(/^\d{10}$/u, "must have ten digits")
    .optional()
    .describe("SEC Central Index Key, ten digits."),
  lei: z
    .string()
    .regex(/^[A-Z0-9]{18}\d{2}$/u, "must have twenty characters")
    .optional()
    .describe("Legal Entity Identifier."),
  wikidata: z
    .string()
    .regex(/^Q\d+$/u, "must look like Q3884")
    .optional()
    .describe("Wikidata item."),
  parent: since(
    id("A party, or `none`."),
    "The group that it belongs to, with dates where it changed; a segment has its company as parent.",
  ).optional(),
  vehicle: yes("A special-purpose vehicle or a venture of several parties.").optional(),
  sponsors: z
    .array(id("A party."))
    .optional()
    .describe("Who set the vehicle up; absent where that is not public."),
  boundary: yes("An aggregate of many: money that passes it has left the ring.").optional(),
  filer: z
    .enum(["large-us", "other"])
    .optional()
    .describe("large-us: a large US listed company, which reports within weeks."),
  yearEnd: z
    .string()
    .regex(/^(0[1-9]|1[0-2])$/u, "must be a month from 01 to 12")
    .optional()
    .describe("Last month of its financial year; 12 unless given."),
  ...common,
});

// Deals.

/** Amounts over time; `unknown` for all time is an empty list, so that it survives being kept as JSON. */
const amountOf = (state: string, about: string) =>
  since(
    z.union([z.literal("unknown").transform(() => undefined), money(`${state}: an amount, or unknown.`)]),
    about,
  ).transform((list) => (list.length === 1 && list[0]!.is === undefined ? [] : list));

const amount = z
  .union([
    z.literal("unknown").transform(() => ({ headline: [], firm: [], cancellable: [], drawn: [], paid: [] })),
    z.strictObject({
      headline: amountOf("Headline", "What was announced."),
      firm: amountOf("Firm", "What is owed or promised without a way out that is public."),
      cancellable: amountOf("Cancellable", "What can be called off, with the notice that is needed."),
      drawn: amountOf("Drawn", "What has been called, used or paid by a day."),
      paid: amountOf("Paid", "What has changed hands by a day."),
    }),
  ])
  .describe(
    "Five states of the amount, each a figure or the word unknown. They never stand in for each other.",
  );

const tranche = z.strictObject({
  amount: money("How much.").optional(),
  on: date("When it is due or was paid.").optional(),
  when: text("The milestone on which it becomes due.").optional(),
  capacity: power("The power that comes with it.").optional(),
  shares: quantity("How many shares it is.").optional(),
  paid: yes("Whether it has been paid.").optional(),
});

const leg = z.strictObject({
  id: id("The leg's name; a deal of one leg may leave it out.").optional(),
  kind: z.enum(legKinds).describe("What moves."),
  payer: id(
    "Who gives the money (or the chips, the promise); of a warrant, its holder, who would pay the strike.",
  ),
  payee: id("Who receives it."),
  announced: date("When it became public, where that differs from the deal.").optional(),
  firmness: since(z.enum(firmnesses), "How binding the leg is."),
  status: since(z.enum(statuses), "What became of it, with the day of each change."),
  overlaps: z
    .strictObject({
      with: z.array(id("A leg.")).optional().describe("Legs that hold the same money."),
      because: text("Why it must not be summed with them."),
    })
    .optional()
    .describe(
      "Present where the leg is an aggregate, or lies inside another: it is listed and never summed.",
    ),
  amount,
  original: quantity("The amount in the currency of the agreement, where that is not the dollar.", {
    what: "an amount of money",
    test: isCurrency,
  }).optional(),
  medium: z
    .enum(["cash", "in-kind", "mixed"])
    .optional()
    .describe("In what it is paid; absent where not known."),
  term: z
    .strictObject({
      start: date("First day.").optional(),
      end: date("Last day.").optional(),
      length: duration("How long, where the days are not known.").optional(),
    })
    .optional()
    .describe("From when to when."),
  capacity: power("Electric power of the computers that it brings.").optional(),
  hardware: text("Which chips or machines.").optional(),
  stake: share("The share of the payee that it gives; of a warrant, once exercised.").optional(),
  conditions: text("What must happen first.").optional(),
  tranches: z.array(tranche).min(1).optional().describe("Parts by date or milestone."),
  ramp: z
    .array(
      z.strictObject({
        from: date("From when."),
        to: date("Until when.").optional(),
        amount: quantity("The rate of payment, such as $1.25B per month."),
      }),
    )
    .min(1)
    .optional()
    .describe("Rates of payment that change over time."),
  minimum: z
    .strictObject({
      amount: quantity("The least that is paid in a period, such as $3B per year."),
      makeUp: z
        .enum(["yes", "no"])
        .optional()
        .describe("Whether what is paid and not used may be used later."),
      note: text("How it works.").optional(),
    })
    .optional()
    .describe("Take or pay."),
  notice: z
    .strictObject({
      period: duration("How long before the end.").optional(),
      by: z.enum(["payer", "payee", "either"]).optional().describe("Who may end it."),
      from: date("The first day on which it may be ended.").optional(),
      terms: text("The way out, in words.").optional(),
    })
    .optional()
    .describe("How it can be ended. Absent: the terms of termination are not public."),
  interest: z
    .strictObject({
      rate: rate("A fixed rate.").optional(),
      over: z
        .enum(["SOFR", "EURIBOR", "SONIA"])
        .optional()
        .describe("The reference rate that it floats over."),
      spread: rate("What is added to the reference rate.").optional(),
      note: text("Other terms.").optional(),
    })
    .optional()
    .describe("Interest."),
  maturity: date("When it must be repaid.").optional(),
  amortisation: z
    .enum(["bullet", "straight-line", "annuity", "sweep"])
    .optional()
    .describe("How it is repaid."),
  collateral: text("What secures it.").optional(),
  seniority: z
    .enum(["senior-secured", "senior-unsecured", "second-lien", "subordinated", "preferred", "common"])
    .optional()
    .describe("Its rank."),
  covenants: z.array(text("A covenant.")).min(1).optional().describe("What the borrower must keep to."),
  guarantors: z.array(id("A party.")).min(1).optional().describe("Who answers for it."),
  supports: z
    .array(id("A leg."))
    .min(1)
    .optional()
    .describe("For a guarantee: the legs that it stands behind."),
  promise: z
    .enum(promises)
    .optional()
    .describe("For a guarantee: to pay what another owes, or to buy what its payee cannot sell."),
  warrants: quantity("How many shares may be bought.").optional(),
  strike: quantity("The price at which, per share.").optional(),
  vesting: text("What makes it vest.").optional(),
  vests: z
    .strictObject({
      with: id("The leg whose deliveries make it vest."),
      power: power("What is delivered by then."),
      price: quantity("The price per share that the issuer has reached by then."),
    })
    .optional()
    .describe("Of a warrant: when all of it has vested."),
  conversion: z
    .strictObject({
      into: text("What it turns into.").optional(),
      price: quantity("At which price.").optional(),
      discount: share("At which discount to the next round or listing.").optional(),
      when: text("On which event.").optional(),
    })
    .optional()
    .describe("How it converts."),
  valuation: money("The value of the company at which it was priced.").optional(),
  prepayment: share("The part that is paid in advance.").optional(),
  revenueShare: share("Of a revenue share: the part of the payer's revenue that is paid.").optional(),
  renewal: text("Options to renew or extend.").optional(),
  ...common,
});

const deal = z.strictObject({
  id: id("The deal's name."),
  title: text("What it is, in a line."),
  announced: date("When it became public."),
  legs: z.array(leg).min(1, "must have at least one leg").describe("What moves, each thing a leg."),
  ...common,
});

// Figures over time.

const fact = z.strictObject({
  party: id("Whose figure it is."),
  metric: id("What is measured."),
  period: z
    .string()
    .regex(/^[A-Za-z0-9+-]+$/u, "must be a label such as 2026Q2, FY2025, FY26Q4 or 2026-03-31")
    .describe("The period, as the party labels it."),
  variant: id("A word that tells apart several figures of one period.").optional(),
  value: quantity("The figure."),
  kind: z.enum(factKinds).describe("Reported by the party, or told by the press, forecast, estimated."),
  ends: date("The last day of the period, or the day of the balance.").optional(),
  stated: date("When it was stated (for press, forecast and estimate).").optional(),
  filed: date("When the party filed or published it, where known.").optional(),
  ...common,
});

const chip = z.strictObject({
  id: id("The chip's name."),
  name: text("Its name in the trade."),
  maker: id("Who designs it."),
  host: id("The cloud that alone offers it.").optional(),
  generation: text("Its generation.").optional(),
  kind: z.enum(["gpu", "asic", "cpu", "rack-per-gpu", "wafer"]).describe("What it is."),
  available: date("From when it could be had.").optional(),
  bf16: quantity("Dense BF16 speed, FLOP/s.").optional(),
  fp8: quantity("Dense FP8 speed, FLOP/s.").optional(),
  fp4: quantity("Dense FP4 speed, FLOP/s.").optional(),
  memory: quantity("Size of its memory.").optional(),
  memoryType: text("Kind of memory.").optional(),
  bandwidth: quantity("Bandwidth of its memory.").optional(),
  power: power("Its design power.").optional(),
  price: money("Price of one.").optional(),
  priceBasis: text("What the price is of.").optional(),
  rent: hourPrice("Price of an hour of one in a cloud.").optional(),
  rentBasis: text("What the rent is of.").optional(),
  availability: text("Whether it can be had.").optional(),
  ...common,
});

const measure = {
  value: quantity("The figure."),
  was: quantity("The figure before, where the record is of a change.").optional(),
  asOf: date("The time that it is of."),
  kind: z
    .enum([
      "fact",
      "derived",
      "estimate",
      "assumption",
      "forecast",
      "announced",
      "heuristic",
      "recommendation",
      "benchmark",
      "anecdote",
      "scheduled",
    ])
    .describe("What sort of figure it is."),
  appliesTo: text("What it is true of.").optional(),
};

const infrastructure = z.strictObject({
  id: id("Its name."),
  metric: text("What is measured."),
  group: id("What it belongs to."),
  ...measure,
  ...common,
});

const platform = z.strictObject({
  id: id("The platform's name."),
  name: text("The name as people know it."),
  operator: id("The party that runs it; absent where anybody can (self-hosted).").optional(),
  ...common,
});

const offering = z.strictObject({
  id: compoundId("model@platform."),
  model: compoundId("The model."),
  maker: id("Who made the model."),
  platform: id("Where it is offered."),
  family: text("Its family."),
  tier: z.enum(["frontier", "mid", "small"]).describe("Its class in its family."),
  openWeights: yes("Whether the weights can be downloaded.").optional(),
  licence: text("The licence.").optional(),
  parameters: quantity("How many parameters it has.").optional(),
  activeParameters: quantity("How many are used for a token.").optional(),
  context: quantity("The longest input.").optional(),
  input: tokenPrice("Price of input.").optional(),
  output: tokenPrice("Price of output.").optional(),
  cachedInput: tokenPrice("Price of cached input.").optional(),
  batchDiscount: share("What batch work costs less.").optional(),
  released: date("When it was released.").optional(),
  retires: date("When it is withdrawn.").optional(),
  regions: z.array(text("A region or a routing profile.")).min(1).optional().describe("Where it runs."),
  quality: z
    .strictObject({ index: quantity("Its points."), benchmark: text("On which benchmark.") })
    .optional()
    .describe("How good it is."),
  modelId: text("The id by which the platform calls it.").optional(),
  asOf: date("When the price was seen."),
  ...common,
});

const price = z.strictObject({
  model: compoundId("The model."),
  maker: id("Who made it."),
  platform: id("Where it was offered."),
  tier: z.enum(["frontier", "mid", "small"]).describe("Its class in its family."),
  date: date("From when the price held, or was first seen."),
  basis: text("How the date is known."),
  event: z.enum(["launch", "listed", "cut", "rise", "change"]).describe("What happened."),
  variant: id("A word that tells apart several events of one day.").optional(),
  input: tokenPrice("Price of input.").optional(),
  output: tokenPrice("Price of output.").optional(),
  change: quantity("Change of the input price.").optional(),
  ...common,
});

const availability = z.enum(["yes", "no", "global-only", "profile-only", "partial", "unknown"]);

const region = z.strictObject({
  id: compoundId("cloud/region."),
  cloud: id("The party whose cloud it is."),
  region: text("The region's name at the cloud."),
  city: text("Where it is.").optional(),
  country: text("In which country.").optional(),
  geography: text("In which part of the world."),
  claude: availability.describe("Whether Claude runs there."),
  gpt: availability.describe("Whether GPT runs there."),
  gemini: availability.describe("Whether Gemini runs there."),
  openWeights: availability.describe("Whether open-weights models are hosted there."),
  routing: text("Where a request may be computed.").optional(),
  asOf: date("When this was seen."),
  ...common,
});

const switching = z.strictObject({
  id: id("Its name."),
  factor: id("What makes leaving dear."),
  description: text("What is measured."),
  metric: id("As what."),
  ...measure,
  ...common,
});

const incident = z.strictObject({
  id: id("Its name."),
  factor: id("What sort of incident: an outage, a withdrawal, a price rise."),
  description: text("What happened."),
  parties: z.array(id("A party.")).optional().describe("Who was hit or acted."),
  on: date("When it happened or will.").optional(),
  metric: id("What is measured of it.").optional(),
  ...measure,
  value: quantity("The figure.").optional(),
  ...common,
});

// Judgements.

const assumption = z.strictObject({
  id: id("Its name."),
  scope: text("Whose it is."),
  parameter: text("What it stands for."),
  value: quantity("Its value or its 90 % interval."),
  distribution: z
    .enum(["normal", "lognormal", "uniform", "triangular", "choice", "bounds", "fixed"])
    .describe("How it is drawn within its interval; fixed where one value is in use."),
  central: quantity("The value in use where it is held fixed, or the mode of a triangle.").optional(),
  setting: text("Values in use in words, where they differ by party or state.").optional(),
  unit: text("Its unit in words, where the value is a ratio of things.").optional(),
  kind: z.enum(["sourced", "derived", "judgement"]).describe("What it rests on."),
  uses: z
    .array(text("A figure of the book, or in words."))
    .min(1)
    .optional()
    .describe("The figures behind it."),
  known: date(
    "The day from which it could have been known: that of the newest thing its reason rests on, or of a judgement that nothing dates the day on which the book was read.",
  ).optional(),
  start: z
    .strictObject({
      figures: z
        .array(text("A starting value, `<party>.<figure>`, such as anthropic.runRate."))
        .min(1)
        .describe("The starting values of a simulation that it stands for."),
      quarter: z
        .string()
        .regex(/^\d{4}Q[1-4]$/u, "must be a quarter such as 2026Q2")
        .optional()
        .describe("The quarter at whose end it is so; absent where it stands for any quarter."),
      of: z
        .array(id("A party of the simulation."))
        .min(1)
        .optional()
        .describe("It is a ratio to the same figure of these parties, added up."),
    })
    .optional()
    .describe("Where a simulation starts from it, what it gives."),
  ...common,
});

const claim = z.strictObject({
  id: z
    .string()
    .regex(/^C\d{2,}$/u, "must look like C01")
    .describe("Its number."),
  article: id("The article that makes it."),
  claim: text("What is claimed."),
  claimed: quantity("The figure that is claimed.").optional(),
  expression: text("How the book computes the figure; it names at least one figure of the book.").optional(),
  on: date("The day as of which it is computed, where that is before the day of the report.").optional(),
  holds: z.enum(["equal", "at-least", "at-most"]).optional().describe("How the claimed figure is meant."),
  tolerance: share("How far the computed figure may be off.").optional(),
  caveat: text("What is left out although the figure holds.").optional(),
  verdict: z
    .enum(verdicts)
    .optional()
    .describe("Of a claim without a figure; the verdict on a figure is computed."),
  ...common,
});

const signal = z.strictObject({
  id: id("Its name."),
  articles: z.array(id("An article.")).min(1).describe("The articles that it bears on."),
  signal: text("What to watch."),
  indicator: text("What is measured."),
  latest: quantity("Its latest value.").optional(),
  expression: text("How the book computes the latest value, instead of `latest`.").optional(),
  latestDate: date("The day of the latest value."),
  watch: text("Which way it should be watched.").optional(),
  threshold: z
    .strictObject({
      above: quantity("Crossed above it.").optional(),
      below: quantity("Crossed below it.").optional(),
      words: text("The threshold in words."),
    })
    .optional()
    .describe("What would change a conclusion."),
  ...common,
});

const header = z.strictObject({
  format: z
    .string()
    .regex(/^[1-9]\d*$/u, "must be a whole number from 1")
    .transform(Number)
    .describe("The version of the format."),
  id: id("The book's name."),
  title: text("Its title."),
  version: text("Its version."),
  licence: text("The licence of its data."),
  attribution: text("How to cite it."),
  read: date("The last day on which its sources were read."),
  case: z
    .array(id("A party."))
    .length(2)
    .optional()
    .describe("The two groups whose loop the report tells first."),
});

/** `{id, overlay: cancel}` takes a record of the book below away; it needs no other field. */
export const cancellation = z.strictObject({
  id: text("The record of the book below."),
  overlay: z.literal("cancel"),
  reason: text("Why.").optional(),
});

/** The collections of a book, by their key in YAML. */
export const collections = {
  sources: source,
  parties: party,
  deals: deal,
  facts: fact,
  chips: chip,
  infrastructure,
  platforms: platform,
  offerings: offering,
  prices: price,
  regions: region,
  switching,
  incidents: incident,
  assumptions: assumption,
  claims: claim,
  signals: signal,
} as const;

export type Collection = keyof typeof collections;

/** A record as read from YAML, before the records of a book are joined. */
export type Written<C extends Collection> = z.output<(typeof collections)[C]>;
export type WrittenLeg = z.output<typeof leg>;
export type Header = z.output<typeof header>;
export { header as headerFormat };

/**
 * The JSON Schema of a book's file, for editors.
 *
 * Editors read `2026` as a number and `true` as a truth where this program reads text, so the schema
 * allows both ways of seeing the same characters.
 */
export function jsonSchema(): unknown {
  const file = z.strictObject({
    book: header.optional(),
    ...Object.fromEntries(
      Object.entries(collections).map(([key, record]) => [
        key,
        z.array(z.union([record, cancellation])).optional(),
      ]),
    ),
  });
  return asEditorsRead(z.toJSONSchema(file, { io: "input", unrepresentable: "any" }));
}

function asEditorsRead(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asEditorsRead);
  if (typeof schema !== "object" || schema === null) return schema;
  const read = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, asEditorsRead(value)]));
  if (read["type"] !== "string") return read;
  const allowed = read["enum"];
  if (Array.isArray(allowed) && allowed.includes("true"))
    return { ...read, type: "boolean", enum: [true, false] };
  return allowed === undefined && read["const"] === undefined
    ? { ...read, type: ["string", "number"] }
    : read;
}
