// A question of the page, answered by what answers it on the command line.

import type { Book } from "../../book/book.ts";
import { newestDay } from "../../book/known.ts";
import { recordKinds } from "../../book/vocabulary.ts";
import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Economy } from "../../model/circular/economy.ts";
import { type Quarter, quarterFrom } from "../../model/circular/quarter.ts";
import type { FlowsView } from "../../network/book-flows.ts";
import type { Door } from "../../question/door.ts";
import type { EconomyMaker, RunOptions } from "../../question/simulation-run.ts";
import type { Answer } from "../../report/answer.ts";
import { partyOf } from "../../report/filters.ts";
import type { View } from "../../report/pair.ts";
import { isPartialDate, lastDay } from "../../unit/date.ts";
import type { BookQuestion, FutureQuestion, Futures, Look, Question } from "./question.ts";

const futureVerbs = [
  "simulate",
  "stress",
  "break",
  "sensitivity",
  "burn-down",
  "outlook",
  "worth",
  "explain",
  "accounts",
  "assumptions",
  "mechanisms",
  "equations",
];

/** The economy as it is asked for; made once for the same wishes. */
export type Economies = (
  book: Book,
  options: {
    readonly day: string;
    readonly start?: Quarter;
    readonly quarters?: number;
    readonly shapes?: readonly string[];
  },
) => Promise<Economy>;

/** The start that is asked for; none for the usual one. @throws QUARTER, as wrong usage */
export function startIn({ from }: Pick<Futures, "from">): { readonly start?: Quarter } {
  return from === undefined ? {} : { start: quarterFrom(from) };
}

export function answerTo(question: Question, book: Book, door: Door, economies: Economies): Promise<Answer> {
  const view = viewOf(question, book);
  return isOfFutures(question)
    ? answerOfFutures(question, view, door, economies)
    : answerOfBook(question, view, door);
}

function isOfFutures(question: Question): question is FutureQuestion {
  return futureVerbs.includes(question.verb);
}

/** @throws BAD_DATE, as wrong usage */
export function viewOf({ asOf, count = "firm", level = "group" }: Look, book: Book): View {
  if (asOf !== undefined && !isPartialDate(asOf)) {
    throw new RoundtripError("BAD_DATE", `"${asOf}" is not a date of the calendar.`, {
      exit: exitCode.usage,
      remedy: "Write a day such as 2026-09-30.",
    });
  }
  return { book, day: asOf === undefined ? newestDay(book) : lastDay(asOf), counting: count, level };
}

/** What the command line runs unless told otherwise. */
export function runOptionsOf(of: Futures): RunOptions {
  const { paths = 2000, seed = 1, quarters = 40, scenario = [], set = [], without = [], from } = of;
  return { paths, seed, quarters, scenario, set, without, from };
}

async function answerOfBook(question: BookQuestion, view: View, door: Door): Promise<Answer> {
  const { book, day, counting } = view;
  switch (question.verb) {
    case "report":
      return (await import("../../report/report-answer.ts")).reportAnswer(view);
    case "claims":
      return (await import("../../report/claims.ts")).claimsAnswer(book, day);
    case "signals":
      return (await import("../../report/signals.ts")).signalsAnswer(book, day);
    case "count":
      return (await import("../../report/holdings.ts")).holdingsAnswer(book, day);
    case "export":
      return (await import("../../report/export.ts")).exportAnswer(book, day);
    case "scenarios":
      return (await import("../../report/scenarios.ts")).scenariosAnswer();
    case "list": {
      const { records, party, kind, since } = question;
      const known = recordKinds.find((name) => name === records);
      if (!known) throw unknownKind(records);
      return (await import("../../report/list.ts")).listAnswer(book, known, { party, kind, since }, day);
    }
    case "show":
      return (await import("../../report/show.ts")).showAnswer(book, question.id, day);
    case "due": {
      const { party } = question;
      if (party !== undefined) partyOf(book, party);
      return (await import("../../report/due.ts")).dueAnswer(book, day, counting, party);
    }
    case "circularity": {
      const { years, layer } = question;
      return (await import("../../report/circularity.ts")).circularityAnswer(view, years, layer);
    }
    case "chance": {
      const { year, layer = "cash" } = question;
      const { chanceAnswer, chanceUsual } = await import("../../report/chance.ts");
      const { samples = chanceUsual.samples, seed = chanceUsual.seed } = question;
      return chanceAnswer({ ...view, year, layer }, { samples, seed, progress: door.progress() });
    }
    default: {
      const { year, layer = "cash" } = question;
      return answerOfYear(question, { ...view, year, layer });
    }
  }
}

async function answerOfYear(
  question: Exclude<Extract<BookQuestion, { readonly year: number }>, { readonly verb: "chance" }>,
  view: FlowsView,
): Promise<Answer> {
  if (question.verb === "loops") {
    const { maxLength, limit } = question;
    return (await import("../../report/circularity.ts")).loopsAnswer(view, maxLength, limit);
  }
  const party = partyOf(view.book, question.party);
  switch (question.verb) {
    case "trace":
      return (await import("../../report/trace.ts")).traceAnswer(view, party);
    case "outside":
      return (await import("../../report/outside.ts")).outsideAnswer(view, party);
    case "revenue":
      return (await import("../../report/revenue.ts")).revenueAnswer(view, party);
    case "look-through":
      return (await import("../../report/look-through.ts")).lookThroughAnswer(view, party);
    case "concentration":
      return (await import("../../report/concentration.ts")).concentrationAnswer(view, party);
    case "contagion":
      return (await import("../../report/cascade.ts")).contagionAnswer(view, party);
  }
}

async function answerOfFutures(
  question: FutureQuestion,
  view: View,
  door: Door,
  economies: Economies,
): Promise<Answer> {
  const { book, day } = view;
  switch (question.verb) {
    case "assumptions":
      return (await import("../../report/assumptions.ts")).assumptionsAnswer(
        book,
        await economies(book, { day }),
      );
    case "mechanisms":
      return (await import("../../report/mechanisms.ts")).mechanismsAnswer(
        book,
        await economies(book, { day }),
        day,
      );
    case "equations": {
      const [{ showAnswer }, { toSystem }, { model, sectors }] = await Promise.all([
        import("../../report/model-show.ts"),
        import("../../model/to-system.ts"),
        economies(book, { day }),
      ]);
      return showAnswer(model, toSystem(model), sectors);
    }
    default:
      return answerOfRuns(question, view, door, economies);
  }
}

async function answerOfRuns(
  question: Exclude<FutureQuestion, { readonly verb: "assumptions" | "mechanisms" | "equations" }>,
  view: View,
  door: Door,
  economies: Economies,
): Promise<Answer> {
  const [{ asked }, answers] = await Promise.all([
    import("../../question/simulation-run.ts"),
    import("../../question/simulation-answers.ts"),
  ]);
  const shapes = question.verb === "burn-down" ? [question.leg] : [];
  const make: EconomyMaker = (_, options) => economies(view.book, { ...options, day: view.day });
  const of = await asked(door, view, runOptionsOf(question), make, shapes);
  switch (question.verb) {
    case "simulate":
      return answers.runSimulate(of, { party: question.party });
    case "stress":
      return answers.runStress(of, question.party);
    case "break":
      return answers.runBreak(of, question.of);
    case "sensitivity":
      return answers.runSensitivity(of, question.of);
    case "burn-down":
      return answers.runBurnDown(of, question.leg);
    case "outlook":
      return answers.runOutlook(of, question.party);
    case "worth":
      return answers.runWorth(of, question.party, question.prices ?? []);
    case "explain":
      return answers.runExplain(of, question.series);
    case "accounts":
      return answers.runAccounts(of, question.quarter);
  }
}

function unknownKind(kind: string): RoundtripError {
  return new RoundtripError("UNKNOWN_WORD", `There is no kind of record "${kind}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(kind, recordKinds) || `Use one of: ${recordKinds.join(", ")}.`,
  });
}
