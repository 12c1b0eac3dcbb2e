// What the page asks, as plain data that can be posted to a worker: one verb a question, as on the command line.

import type { Counting } from "../../book/count.ts";
import type { Layer } from "../../network/book-flows.ts";
import type { AskedShape } from "../../report/burn-down.ts";

/** How the book is looked at; what is left out is as on the command line. */
export interface Look {
  readonly asOf?: string | undefined;
  readonly count?: Counting | undefined;
  readonly level?: "group" | "segment" | undefined;
}

/** From where futures start. */
export interface Known extends Pick<Look, "asOf"> {
  /** The last quarter that is known; unless told otherwise the newest that most parties had told by the day. */
  readonly from?: string | undefined;
}

/** Of which futures a simulation speaks. */
export interface Futures extends Pick<Known, "from"> {
  readonly paths?: number | undefined;
  readonly seed?: number | undefined;
  readonly quarters?: number | undefined;
  readonly scenario?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  /** Mechanisms that are off. */
  readonly without?: readonly string[] | undefined;
}

/** Filters of a list of records. */
export interface Filter {
  readonly party?: string | undefined;
  readonly kind?: string | undefined;
  readonly since?: string | undefined;
}

interface Year {
  readonly year: number;
  readonly layer?: Layer | undefined;
}

/** A question of the book or of the network, answered at once. */
export type BookQuestion = Look &
  (
    | { readonly verb: "report" | "claims" | "signals" | "count" | "export" | "scenarios" }
    | ({ readonly verb: "list"; readonly records: string } & Filter)
    | { readonly verb: "show"; readonly id: string }
    | { readonly verb: "due"; readonly party?: string | undefined }
    | { readonly verb: "circularity"; readonly years: readonly number[]; readonly layer?: Layer | undefined }
    | ({ readonly verb: "chance"; readonly samples?: number; readonly seed?: number } & Year)
    | ({ readonly verb: "loops"; readonly maxLength: number; readonly limit: number } & Year)
    | ({
        readonly verb: "trace" | "outside" | "revenue" | "look-through" | "concentration" | "contagion";
        readonly party: string;
      } & Year)
  );

/** A question of the simulation, answered after its futures have been run. */
export type FutureQuestion = Look &
  Futures &
  (
    | { readonly verb: "simulate" | "stress"; readonly party?: string | undefined }
    | { readonly verb: "break" | "sensitivity"; readonly of: string }
    | { readonly verb: "burn-down"; readonly leg: string; readonly shape?: AskedShape | undefined }
    | { readonly verb: "outlook"; readonly party: string }
    | { readonly verb: "worth"; readonly party: string; readonly prices?: readonly string[] | undefined }
    | { readonly verb: "explain"; readonly series: string }
    | { readonly verb: "accounts"; readonly quarter?: string | undefined }
    | { readonly verb: "assumptions" | "mechanisms" | "equations" }
  );

export type Question = BookQuestion | FutureQuestion;

/** What is watched while a slider moves. */
export interface Watch extends Look, Futures {
  readonly series: readonly string[];
  readonly events: readonly string[];
  /** What the futures are compared with, path by path on the same random numbers: the same with other conditions. */
  readonly against?: Conditions | undefined;
}

export type Conditions = Pick<Futures, "scenario" | "set" | "without">;
