// The circular economy as a model that can be run: its equations, and which of its variables are the series and events
// that people ask for.

import type { Unit } from "../../unit/unit.ts";
import type { Model } from "../model.ts";
import type { UsedMechanism } from "./mechanism.ts";
import type { Quarter } from "./quarter.ts";

/** A series that is shown: `<group or segment>.<name>`, such as `anthropic.cash`. */
export interface Series {
  readonly id: string;
  readonly party: string;
  /** The variable of the model, and the output of its program. */
  readonly variable: string;
  readonly unit: Unit;
  /** A flow is a quarter's; a stock is at the end of the quarter; a rate is a year's. */
  readonly kind: "flow" | "stock" | "rate" | "share";
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
}
