// What the sectors of the economy write into: equations in the order of a quarter, payments with payer and payee, and
// the series and events that people ask for.

import { type Expression, constant, lag, variable } from "../../expression/expression.ts";
import type { Unit } from "../../unit/unit.ts";
import { type ModelBuilder, type Name, modelBuilder } from "../builder.ts";
import type { Assumptions } from "./assume.ts";
import { assumptionsOf } from "./assume.ts";
import type { Book } from "../../book/book.ts";
import type { EconomyEvent, LeftOut, Series } from "./economy.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";
import { USD, plain } from "./measures.ts";
import type { MechanismId, UsedMechanism } from "./mechanism.ts";
import { type PathConstants, pathConstants } from "./path-constants.ts";
import type { Quarter } from "./quarter.ts";
import { type SectorId, sectors as all } from "./sector.ts";
import type { Level, Start } from "./start.ts";
import { over } from "./write.ts";

export type Role = "stock" | "flow" | "auxiliary";

export interface Draft {
  readonly m: ModelBuilder;
  readonly book: Book;
  readonly start: Start;
  readonly periods: number;
  /** What is declared from here on is of this part of the economy. */
  readonly sector: (id: SectorId) => void;
  /** By variable. */
  readonly sectors: () => ReadonlyMap<string, SectorId>;
  /** The quarter of a period. */
  readonly quarters: readonly Quarter[];
  /** Legs whose minimum can be given another shape. */
  readonly shapes: ReadonlySet<string>;
  readonly assume: (id: string) => Name;
  /** One by an assumption: what multiplies by it divides once a quarter, however many do. */
  readonly inverse: (id: string) => Expression;
  /** A figure of the start, drawn once a path; undefined where it is not known. */
  readonly started: (figure: string, unit?: Unit) => Name | undefined;
  readonly levelOf: (figure: string) => Level | undefined;
  /** Declares a variable and says what it is in every quarter. */
  readonly define: (
    role: Role,
    name: string,
    unit: Unit,
    equation: Expression,
    initial?: Expression | number,
  ) => Name;
  /** Declares a variable now whose equation follows. */
  readonly declare: (role: Role, name: string, unit: Unit, initial?: Expression | number) => Name;
  /** A number from outside that a scenario may change by quarter. */
  readonly shock: (name: string, neutral: number, unit?: Unit) => Name;
  /** The switch of a mechanism, 1 unless it is turned off from the start on; with the leg of the book that it is read for. */
  readonly mechanism: (id: MechanismId, leg?: string) => Name;
  readonly ledger: Ledger;
  readonly show: (id: string, variable: Name, kind: Series["kind"]) => void;
  readonly event: (id: string, variable: Name) => void;
  readonly leaveOut: (party: string, missing: readonly string[]) => void;
  readonly assumptions: Assumptions;
  readonly series: () => readonly Series[];
  readonly events: () => readonly EconomyEvent[];
  readonly leftOut: () => readonly LeftOut[];
  readonly mechanisms: () => readonly UsedMechanism[];
}

export function draftOf(
  book: Book,
  start: Start,
  quarters: readonly Quarter[],
  shapes: ReadonlySet<string> = new Set(),
): Draft {
  const sectors = new Map<string, SectorId>();
  let sector: SectorId = all[0].id;
  const m = telling(modelBuilder("The circular economy of AI", { periods: quarters.length }), (name) =>
    sectors.set(name, sector),
  );
  const constants = pathConstants((name, value) => m.once(name, value, { unit: value.unit }));
  const counted: ModelBuilder = {
    ...m,
    once: (name, value, options) => {
      constants.add(name);
      return m.once(name, value, options);
    },
  };
  const assumptions = assumptionsOf(book, counted, start.day);
  const leftOut: LeftOut[] = [];
  const declare: Draft["declare"] = (role, name, unit, initial) =>
    m[role](name, { unit, ...(initial === undefined ? {} : { initial }) });
  const define: Draft["define"] = (role, name, unit, equation, initial) => {
    const of = declare(role, name, unit, initial);
    m.equation(of, constants.workedOut(equation));
    return of;
  };
  return {
    m: counted,
    book,
    start,
    periods: quarters.length,
    sector: (id) => {
      sector = id;
    },
    sectors: () => sectors,
    quarters,
    shapes,
    assume: assumptions.of,
    inverse: (id) => over(1, assumptions.of(id)),
    ...figuresIn(start, assumptions),
    define,
    declare,
    ...switchesIn(m, constants),
    ledger: ledgerOf(define),
    ...shownIn(),
    leaveOut: (party, missing) => leftOut.push({ party, missing }),
    assumptions,
    leftOut: () => leftOut,
  };
}

/** Figures of the start, each drawn once. */
function figuresIn({ figures }: Start, assumptions: Assumptions): Pick<Draft, "levelOf" | "started"> {
  const levels = new Map<string, Name>();
  return {
    levelOf: (figure) => figures.get(figure),
    started: (figure, unit = USD) => {
      const level = figures.get(figure);
      if (!level) return undefined;
      const known = levels.get(figure);
      if (known) return known;
      const name = assumptions.started(figure, level, unit);
      levels.set(figure, name);
      return name;
    },
  };
}

/** Numbers from outside: shocks of scenarios, and mechanisms that can be turned off. */
function switchesIn(
  m: ModelBuilder,
  constants: PathConstants,
): Pick<Draft, "shock" | "mechanism" | "mechanisms"> {
  const shocks = new Map<string, Name>();
  const switches = new Map<string, { readonly of: Name; readonly legs: Set<string> }>();
  return {
    shock: (name, neutral, unit = plain) => {
      const known = shocks.get(name);
      if (known) return known;
      const made = m.given(name, neutral, { unit });
      shocks.set(name, made);
      return made;
    },
    mechanism: (id, leg) => {
      const known = switches.get(id) ?? {
        of: m.given(`mechanism ${id}`, 1, { unit: plain }),
        legs: new Set<string>(),
      };
      switches.set(id, known);
      constants.add(known.of.name);
      if (leg !== undefined) known.legs.add(leg);
      return known.of;
    },
    mechanisms: () => [...switches].map(([id, { legs }]) => ({ id, legs: [...legs] })),
  };
}

/** Series and events that people ask for. */
function shownIn(): Pick<Draft, "show" | "event" | "series" | "events"> {
  const series: Series[] = [];
  const events: EconomyEvent[] = [];
  return {
    show: (id, of, kind) => {
      const before = series.find((one) => one.id === id);
      if (before && before.variable !== of.name) throw new Error(`two series are called "${id}"`);
      if (!before)
        series.push({ id, party: id.slice(0, id.indexOf(".")), variable: of.name, unit: of.unit!, kind });
    },
    event: (id, of) => events.push({ id, variable: of.name }),
    series: () => series,
    events: () => events,
  };
}

/** A builder that tells the name of each variable that is declared. */
function telling(m: ModelBuilder, tell: (name: string) => void): ModelBuilder {
  const told =
    (role: Role): ModelBuilder[Role] =>
    (name, options) => {
      tell(name);
      return m[role](name, options);
    };
  return { ...m, stock: told("stock"), flow: told("flow"), auxiliary: told("auxiliary") };
}

/** A variable's value of the quarter before, by name: sectors read one another's past. */
export function was(name: string, unit: Unit = USD): Expression {
  return lag(name, 1, unit);
}

/** A variable's value of this quarter, by name. */
export function is(name: string, unit: Unit = USD): Name {
  return variable(name, unit) as Name;
}

export function usd(value: number): Expression {
  return constant(value, USD);
}
