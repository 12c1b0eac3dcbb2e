// The circular economy as a model that can be run: its equations, and which of its variables are the series and events
// that people ask for.

import type { Unit } from "../../unit/unit.ts";
import type { Model } from "../model.ts";
import type { UsedMechanism } from "./mechanism.ts";
import type { Interval } from "./possible-value.ts";
import type { Quarter } from "./quarter.ts";
import type { SectorId } from "./sector.ts";

/** A series that is shown: `<group or segment>.<name>`, such as `anthropic.cash`. */
export interface Series {
  readonly id: string;
  readonly party: string;
  /** The variable of the model, and the output of its program. */
  readonly variable: string;
  readonly unit: Unit;
  /** A flow is a quarter's; a stock is at the end of the quarter; a rate is a year's; an index is 1 at the start. */
  readonly kind: "flow" | "stock" | "rate" | "share" | "index";
}

/** Something that may happen: an indicator that is 0 until then, and 1 in the quarter in which it does. */
export interface EconomyEvent {
  /** Such as `anthropic.default`, or a deal and `.shortfall`. */
  readonly id: string;
  readonly variable: string;
}

/** An assumption that the equations use. */
export interface UsedAssumption {
  /** Its id in the book, and the name of its number in the model. */
  readonly id: string;
  /** Whether each path draws it; else all paths have one value. */
  readonly isDrawn: boolean;
  /** Of a figure of the start, its 90 % interval and the name of its unit; of the others the book has both. */
  readonly started?: Interval & { readonly unit: string };
  /** The assumption that gives its value, where it could not be known yet and another stands in its place. */
  readonly standIn?: string;
}

/** A contract of a lab for compute, as the equations have it. Amounts in USD. */
export interface Commitment {
  readonly leg: string;
  readonly lab: string;
  readonly vendor: string;
  /** What binds; undefined where only a headline is known. */
  readonly firm: number | undefined;
  readonly headline: number;
  /** The first and the last period of its term; the first is 0 or below where it runs already. */
  readonly first: number;
  readonly last: number;
  /** Whether the book has its ramp, or it is a lease: then its minimum has no other shape. */
  readonly isScheduled: boolean;
}

/** A party or a mechanism that is not simulated, since the book does not have what it needs. */
export interface LeftOut {
  readonly party: string;
  readonly missing: readonly string[];
}

export interface Economy {
  readonly model: Model;
  /** The quarter of period 0, the last that is known. */
  readonly start: Quarter;
  /** Quarters of the periods from 1. */
  readonly quarters: readonly Quarter[];
  readonly series: readonly Series[];
  readonly events: readonly EconomyEvent[];
  readonly assumptions: readonly UsedAssumption[];
  readonly leftOut: readonly LeftOut[];
  /** Mechanisms that its equations have, each with a switch, and the legs of the book that they work on. */
  readonly mechanisms: readonly UsedMechanism[];
  /** Of which part of the economy each variable is; absent in an economy that was not written in parts. */
  readonly sectors?: ReadonlyMap<string, SectorId> | undefined;
  /** Contracts of labs for compute; absent in an economy that has none. */
  readonly commitments?: readonly Commitment[] | undefined;
}
