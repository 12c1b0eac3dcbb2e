// The library: the stages of the house, in the order of the flow.

export type * from "./book/book.ts";
export { loadBook, tryBook, type Layer } from "./book/load.ts";
export { decode, type SourceText } from "./book/source-text.ts";
export { jsonSchema } from "./book/format.ts";
export { newestDay, factKnown, groupOf, legKnown, on } from "./book/known.ts";
export {
  classOf,
  contingency,
  count,
  countings,
  isLive,
  total,
  type Counting,
  type Range,
} from "./book/count.ts";
export { termOf, type Term } from "./contract/term.ts";
export { scheduleOf, type Schedule } from "./contract/schedule.ts";
export { makeReport, type Report } from "./report/report.ts";
export { reportAnswer } from "./report/report-answer.ts";
export { pairs, type Pair, type View } from "./report/pair.ts";
export { judgeClaims, type JudgedClaim } from "./report/claims.ts";
export { readSignals, type ReadSignal } from "./report/signals.ts";
export { due, type DueInYear } from "./report/due.ts";
export { RoundtripError, type Fault } from "./error/error.ts";
export { parseQuantity, showQuantity, type Quantity } from "./unit/quantity.ts";
