// Text models: YAML with the keys model, periods, step, parameters, initial, exogenous, equations and balance.
//
//     model: SIM
//     periods: 60
//     parameters: {theta: 0.2, a1: 0.6, a2: 0.4}
//     initial: {H: 0}
//     exogenous: {G: {value: 20, 5: 25}}
//     equations:
//       Y: C + G
//       H: H[-1] + YD - C
//
// docs/text-models.md says what each may hold.

import type { SourceText } from "../book/source-text.ts";
import { type Entry, type Node, readTree } from "../book/tree.ts";
import { type Fault, RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { constantValue } from "../expression/evaluate.ts";
import { equationsMax, periodsMax, textMax } from "./bounds.ts";
import { isWhole, unitFault, wrongPeriods, wrongStep } from "./check.ts";
import type { GivenNumber, Model, OnceNumber, Variable } from "./model.ts";
import { readsBefore } from "./names.ts";
import { Reading, yamlFault } from "./reading.ts";
import type { Scope } from "./scope.ts";
import { startCycle, startOf } from "./start.ts";
import { readBalance } from "./text-balance.ts";
import { readFigure } from "./text-figures.ts";
import { type Named, type Section, readInitialNames, readNames, scopeOf } from "./text-names.ts";

const keys = [
  "model",
  "periods",
  "step",
  "parameters",
  "initial",
  "exogenous",
  "equations",
  "balance",
] as const;

/**
 * Reads a text model.
 *
 * @throws MODEL_FAULTS with every fault at once, or the only fault itself: code, file, line, column, excerpt, remedy
 */
export function readTextModel(source: SourceText): Model {
  const { model, faults } = tryTextModel(source);
  if (model) return model;
  const [first] = faults;
  if (faults.length === 1)
    throw new RoundtripError(first!.code, first!.message, { remedy: first!.remedy, faults });
  throw new RoundtripError("MODEL_FAULTS", `The model has ${faults.length} faults.`, {
    remedy: "Mend what is listed.",
    faults,
  });
}

/** The model, or everything that is wrong with its text, in the order in which it stands there. */
export function tryTextModel(source: SourceText): {
  model: Model | undefined;
  faults: readonly Fault[];
} {
  const reading = new Reading(source);
  if (source.text.length > textMax) {
    const message = `The file has ${source.text.length} characters; a model has at most ${textMax}.`;
    reading.report({ start: 0, end: 1 }, "MODEL_TOO_LARGE", message, "Split the model.");
    return { model: undefined, faults: reading.faults };
  }
  const { root, faults } = readTree(source);
  reading.faults.push(...faults.map(yamlFault));
  const model = root && faults.length === 0 ? readModel(reading, root) : undefined;
  if (model && reading.faults.length === 0) return { model, faults: [] };
  const inOrder = reading.faults.toSorted((a, b) => a.line! - b.line! || a.column! - b.column!);
  return { model: undefined, faults: inOrder };
}

function readModel(reading: Reading, root: Node): Model | undefined {
  if (!(root.value instanceof Map)) {
    const remedy = "Begin with lines such as `periods: 60` and `equations:`.";
    reading.report(root, "MODEL_SHAPE", "The file is no mapping of keys.", remedy);
    return undefined;
  }
  const top = root.value as ReadonlyMap<string, Entry>;
  refuseUnknownKeys(reading, top);
  const name = top.has("model") ? reading.text(top.get("model")!.node, "the name of the model") : undefined;
  const periods = readPeriods(reading, root, top.get("periods"));
  const step = readStep(reading, top.get("step"));
  const section = (key: Section | "initial"): readonly (readonly [string, Entry])[] => {
    const entry = top.get(key);
    return entry ? reading.mapping(entry.node, key) : [];
  };
  const equations = section("equations");
  if (equations.length === 0 && isEmpty(top.get("equations"))) {
    const at = top.get("equations")?.key ?? root;
    reading.report(at, "MODEL_NO_EQUATIONS", "The model has no equations.", "Write them under `equations:`.");
  }
  if (equations.length > equationsMax) {
    const message = `The model has ${equations.length} equations; it may have ${equationsMax}.`;
    reading.report(top.get("equations")!.key, "MODEL_TOO_LARGE", message, "Split the model.");
    return undefined;
  }
  const names = new Map<string, Named>();
  const parameters = readNames(reading, "parameters", section("parameters"), names);
  const exogenous = readNames(reading, "exogenous", section("exogenous"), names);
  const defined = readNames(reading, "equations", equations, names);
  const initial = readInitialNames(reading, section("initial"), names);

  const scope = (kind: Scope["kind"]): Scope => scopeOf(kind, names, initial);
  const numbers = [...parameters, ...exogenous].map((named) =>
    readNumber(reading, named, scope("start"), initial.get(named.name)),
  );
  const variables = defined.map((named) =>
    reading.isFull ? undefined : readVariable(reading, named, scope("equation"), scope("start"), initial),
  );
  const balance = top.get("balance");
  const matrices = balance ? readBalance(reading, balance.node, scope("balance")) : [];
  if (reading.faults.length > 0) return undefined;
  const model: Model = {
    name: name ?? nameOfFile(reading.source.file),
    periods: periods!,
    step: step!,
    given: numbers.flatMap((number) => (number && !isOnce(number) ? [number] : [])),
    once: numbers.flatMap((number) => (number && isOnce(number) ? [number] : [])),
    variables: variables.map((entry) => entry!),
    blocks: "found",
    matrices,
  };
  refuseStartCycle(reading, model, names, initial);
  return model;
}

function refuseUnknownKeys(reading: Reading, top: ReadonlyMap<string, Entry>): void {
  for (const [key, entry] of top) {
    if ((keys as readonly string[]).includes(key)) continue;
    reading.report(
      entry.key,
      "MODEL_UNKNOWN_KEY",
      `A model has no key "${key}".`,
      didYouMean(key, keys) || `Its keys are ${keys.join(", ")}.`,
    );
  }
}

/** Nothing stands there, or a mapping of nothing; what is no mapping is reported as that. */
function isEmpty(entry: Entry | undefined): boolean {
  return !entry || entry.node.value === null || entry.node.value instanceof Map;
}

function nameOfFile(file: string): string {
  return file.replace(/^.*[/\\]/u, "").replace(/\.ya?ml$/u, "");
}

function readPeriods(reading: Reading, root: Node, entry: Entry | undefined): number | undefined {
  if (!entry) {
    reading.report(
      root,
      "MODEL_PERIODS",
      "The model does not say how many periods it has.",
      "Add `periods: 60`.",
    );
    return undefined;
  }
  const periods = reading.figure(entry.node, "a number of periods");
  if (periods === undefined || isWhole(periods, 1, periodsMax)) return periods;
  const { code, message, remedy } = wrongPeriods(periods);
  reading.report(entry.node, code, message, remedy);
  return undefined;
}

function readStep(reading: Reading, entry: Entry | undefined): number | undefined {
  if (!entry) return 1;
  const step = reading.figure(entry.node, "the length of a period");
  if (step === undefined || step > 0) return step;
  const { code, message, remedy } = wrongStep(step);
  reading.report(entry.node, code, message, remedy);
  return undefined;
}

function isOnce(number: GivenNumber | OnceNumber): number is OnceNumber {
  return typeof number.value !== "number";
}

/** A given number, or a parameter that is drawn or made of others; its initial value is what it is in period 0. */
function readNumber(
  reading: Reading,
  { name, unit, section, entry }: Named,
  scope: Scope,
  initial: Entry | undefined,
): GivenNumber | OnceNumber | undefined {
  const { node } = entry;
  const place = reading.place(node);
  const isFigure = section === "exogenous" || typeof node.value !== "string";
  const value = isFigure ? undefined : reading.expression(node, scope, "a number");
  if (value) {
    reportUnit(reading, entry, name, unit, value);
    if (constantValue(value) === undefined) {
      if (initial) refuseInitial(reading, name, initial);
      return { name, unit, value, place };
    }
    reading.finite(node, constantValue(value)!);
  }
  const figure = isFigure
    ? readFigure(reading, node)
    : value && { value: constantValue(value)!, changes: [] };
  const first = initial && reading.figure(initial.node, "a number");
  if (!figure) return undefined;
  const before = first === undefined ? [] : [{ from: 0, to: 0, value: first }];
  return { name, unit, value: figure.value, changes: [...figure.changes, ...before], place };
}

function refuseInitial(reading: Reading, name: string, initial: Entry): void {
  reading.report(
    initial.key,
    "MODEL_START",
    `${name} is found once a path, and has that value from the start.`,
    "Leave out its initial value.",
  );
}

function readVariable(
  reading: Reading,
  { name, unit, entry }: Named,
  scope: Scope,
  start: Scope,
  initials: ReadonlyMap<string, Entry>,
): Variable | undefined {
  const equation = reading.expression(entry.node, scope, "an equation");
  const first = initials.get(name);
  const initial = first && reading.expression(first.node, start, "an initial value");
  if (equation) reportUnit(reading, entry, name, unit, equation);
  if (first && initial) reportUnit(reading, first, name, unit, initial);
  if (!equation) return undefined;
  const role = readsBefore(equation).includes(name) ? "stock" : "auxiliary";
  return { name, unit, role, equation, initial, place: reading.place(entry.node) };
}

function reportUnit(
  reading: Reading,
  { node }: Entry,
  name: string,
  unit: Named["unit"],
  value: Variable["equation"],
): void {
  for (const { code, message, remedy } of unitFault(name, unit, value))
    reading.report(node, code, message, remedy);
}

/** Parameters and initial values that depend on one another have no solution that anybody asked for. */
function refuseStartCycle(
  reading: Reading,
  model: Model,
  names: ReadonlyMap<string, Named>,
  initial: ReadonlyMap<string, Entry>,
): void {
  const start = startOf(model);
  if (!("cycle" in start)) return;
  const { code, message, remedy } = startCycle(start.cycle);
  reading.report((initial.get(start.name) ?? names.get(start.name)!.entry).node, code, message, remedy);
}
