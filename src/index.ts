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
export * as expression from "./expression/expression.ts";
export type { System, Equation, Block } from "./expression/system.ts";
export type { Model } from "./model/model.ts";
export { modelBuilder } from "./model/builder.ts";
export { readTextModel } from "./model/text-model.ts";
export { withSet } from "./model/set.ts";
export { showModel } from "./model/show-model.ts";
export { toSystem } from "./model/to-system.ts";
export { startOf, type Level, type Start } from "./model/circular/start.ts";
export { startQuarter } from "./model/circular/start-quarter.ts";
export { actualsOf, type Actual } from "./model/circular/start-actuals.ts";
export { quarterFrom, type Quarter } from "./model/circular/quarter.ts";
export { programOf } from "./kernel/lower.ts";
export { interpreter, type Inputs } from "./kernel/interpret.ts";
export { alone, runPaths, type Paths, type Team } from "./paths/run.ts";
export { cellOf } from "./paths/cell.ts";
export { summaryFrom, type Summary } from "./paths/summary.ts";
export { compare, type Comparison } from "./paths/compare.ts";
export { sensitivity, type Sensitivity } from "./paths/sensitivity.ts";
export { crpsOfNormal, crpsOfPaths, type Normal } from "./paths/score.ts";
export { naiveForecasts, type Known, type NaiveForecast } from "./paths/rival.ts";
export { backtestPlan, type BacktestPlan } from "./report/backtest-plan.ts";
export { backtestOf, type Backtest } from "./report/backtest.ts";
export { RoundtripError, type Fault } from "./error/error.ts";
export { parseQuantity, showQuantity, type Quantity } from "./unit/quantity.ts";
