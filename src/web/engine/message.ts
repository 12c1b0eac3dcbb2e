// What the page and its worker say to one another: plain data.

import type { Answer } from "../../report/answer.ts";
import type { Fault } from "../../error/error.ts";
import type { Prospect } from "./prospect.ts";
import type { Known, Look, Question, Watch } from "./question.ts";
import type { Stage } from "./stage.ts";
import type { Watched } from "./watched.ts";
import type { Cast, CastAsked } from "./cast.ts";
import type { ClaimsAsked, ClaimsOnDay } from "./claims.ts";
import type { YearFlows } from "./flows.ts";
import type { FlowsAsked } from "./flows.ts";
import type { Opening } from "./opening.ts";
import type { Starts } from "./starts.ts";
import type { Possible } from "./possible.ts";

/** Data beside answers: what the page needs in order to be drawn. */
export type Want =
  | { readonly want: "answer"; readonly question: Question }
  | { readonly want: "stage" }
  | { readonly want: "opening"; readonly look: Look }
  | { readonly want: "possible"; readonly look: Known }
  | { readonly want: "settings"; readonly look: Look; readonly set: readonly string[] }
  | { readonly want: "flows"; readonly asked: FlowsAsked }
  | { readonly want: "claims"; readonly asked: ClaimsAsked }
  | { readonly want: "cast"; readonly asked: CastAsked }
  | { readonly want: "prospect"; readonly look: Known }
  | { readonly want: "starts"; readonly look: Pick<Look, "asOf"> }
  | { readonly want: "watch"; readonly watch: Watch };

export interface Got {
  readonly answer: Answered;
  readonly stage: Stage;
  readonly opening: Opening;
  readonly possible: Possible;
  /** Ids that can be set as asked; what cannot is trouble. */
  readonly settings: readonly string[];
  readonly flows: YearFlows;
  readonly claims: ClaimsOnDay;
  readonly cast: Cast;
  readonly prospect: Prospect;
  readonly starts: Starts;
  readonly watch: Watched;
}

/** An answer, with its sources told and a sentence that may be quoted. */
export interface Answered extends Omit<Answer, "sources"> {
  readonly sources: readonly SourceShown[];
  /** The sentence with date, book and licence. */
  readonly citation: string;
  /** The answer as a file. */
  readonly csvText: string;
  /** Beside the answer: what was left out or failed. */
  readonly notes: readonly string[];
}

export interface SourceShown {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly date: string | undefined;
  readonly address: string | undefined;
}

/** What went wrong, as the command line says it. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly faults: readonly Fault[];
}

export type ToDesk = { readonly id: number } & Want;

export type FromDesk =
  | { readonly id: number; readonly got: Got[keyof Got] }
  | { readonly id: number; readonly trouble: Trouble }
  | { readonly id: number; readonly words: string };
