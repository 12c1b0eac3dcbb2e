// The text of a model while it is read: its source, and what was found wrong with it so far.

import type { SourceText } from "../book/source-text.ts";
import type { Entry, Node } from "../book/tree.ts";
import type { Fault, Place } from "../error/error.ts";
import { constantValue } from "../expression/evaluate.ts";
import { type Expression, sizeMax } from "../expression/expression.ts";
import { faultsMax } from "./bounds.ts";
import { type Placer, placer, scalarPlaces } from "./place.ts";
import { readExpression } from "./read-expression.ts";
import type { Scope } from "./scope.ts";

/** A stretch of the file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class Reading {
  readonly source: SourceText;
  readonly faults: Fault[] = [];
  readonly #placer: Placer;

  constructor(source: SourceText) {
    this.source = source;
    this.#placer = placer(source);
  }

  /** Whether more faults were found than anybody reads. */
  get isFull(): boolean {
    return this.faults.length >= faultsMax;
  }

  report({ start, end }: Span, code: string, message: string, remedy: string): void {
    if (!this.isFull) this.faults.push(this.#placer.fault({ start, end, code, message, remedy }));
  }

  place({ start, end }: Span): Place {
    return this.#placer.place(start, end);
  }

  /** The expression that stands at a node, or undefined where it cannot be read, which is reported. */
  expression(node: Node, scope: Scope, what: string): Expression | undefined {
    const text = this.text(node, what);
    if (text === undefined) return undefined;
    const { value, faults } = readExpression(text, scope);
    if (faults.length > 0) {
      const at = scalarPlaces(this.source.text, node.start, node.end, text);
      for (const { start, end, code, message, remedy } of faults) {
        this.report({ start: at(start), end: Math.max(at(end - 1), at(start)) + 1 }, code, message, remedy);
      }
    }
    return value;
  }

  /** A number, which may be worked out from numbers: `0.05/4`. */
  figure(node: Node, what: string): number | undefined {
    const value = this.expression(node, figureScope, what);
    return value === undefined ? undefined : this.finite(node, constantValue(value)!);
  }

  /** A number that a run can take. */
  finite(span: Span, value: number): number | undefined {
    if (Math.abs(value) <= sizeMax) return value;
    const remedy = Number.isFinite(value)
      ? "Write a number below 1.8e75 in size."
      : "Write a number that is finite.";
    this.report(span, "MODEL_NUMBER", `This comes to ${value}.`, remedy);
    return undefined;
  }

  /** The text of a scalar. */
  text(node: Node, what: string): string | undefined {
    if (typeof node.value === "string") return node.value;
    const found = node.value === null ? "Nothing stands" : "A list or a mapping stands";
    this.report(node, "MODEL_SHAPE", `${found} where ${what} is expected.`, `Write ${what} there.`);
    return undefined;
  }

  /** What stands under keys; nothing where the node is empty. */
  mapping(node: Node, what: string): readonly (readonly [string, Entry])[] {
    if (node.value === null) return [];
    if (node.value instanceof Map) return [...(node.value as ReadonlyMap<string, Entry>)];
    this.report(node, "MODEL_SHAPE", `${what} is no mapping.`, "Write lines of `name: value` under it.");
    return [];
  }
}

const figureScope: Scope = { kind: "figure", resolve: () => undefined, names: () => [] };

/** Faults of reading YAML, in the words of models. */
export function yamlFault(fault: Fault): Fault {
  const code = fault.code.replace(/^BOOK_/u, "MODEL_");
  return {
    ...fault,
    code,
    message: fault.message
      .replace("part of the book format", "part of a text model")
      .replace("Records are nested", "Values are nested"),
    remedy: fault.message.includes("flow collection") ? inBraces : (yamlRemedies[code] ?? fault.remedy),
  };
}

const inBraces =
  "Inside { } and [ ] separate entries with commas, and put a key or a text that has brackets or commas itself in quotation marks, or write one entry a line.";

const yamlRemedies: Readonly<Record<string, string>> = {
  MODEL_EMPTY_FILE: "Write a model: its periods, and its equations under `equations:`.",
  MODEL_TOO_DEEP: "No part of a model is nested that deep.",
  MODEL_ANCHOR: "Write the value out; a text that begins with * or & stands in quotation marks.",
  MODEL_DUPLICATE_KEY: "Keep one of the two.",
  MODEL_KEY: "Write `name: value`; a key with brackets in { } stands in quotation marks.",
};
