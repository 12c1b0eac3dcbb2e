// YAML text as a tree of nodes that know where they stand.
// Scalars stay text: whether "2026" is a year or "no" a country is the format's to say, not YAML's.

import { EVENT_ID, YAMLException, getScalarValue, parseEvents } from "js-yaml";
import type { Fault } from "../error/error.ts";
import { type SourceText, faultAt } from "./source-text.ts";

/** A value as it stands in a file: text, a list, or a record; null where nothing was written. */
export interface Node {
  readonly start: number;
  readonly end: number;
  readonly value: string | null | readonly Node[] | ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: { readonly start: number; readonly end: number };
  readonly node: Node;
}

/** Deeper than any record of the format; a bound, so that no text can exhaust the stack. */
const depthMax = 32;

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** What moves a cursor, turns a line round or cannot be seen; line ends and tabs are none. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/**
 * Reads one YAML document.
 *
 * Refused, because a book has no use for them and they let small texts explode or surprise: aliases
 * and anchors, tags, several documents in a file, keys that are no plain text.
 *
 * @returns the tree, or undefined together with what is wrong
 */
export function readTree(source: SourceText): { root: Node | undefined; faults: Fault[] } {
  const faults: Fault[] = [];
  const { text } = source;
  const fault = (code: string, start: number, end: number, message: string, remedy: string): void => {
    faults.push(faultAt(source, start, end, code, message, remedy));
  };
  const tooDeep = (start: number): void =>
    fault(
      "BOOK_TOO_DEEP",
      start,
      start + 1,
      `Records are nested deeper than ${depthMax} levels.`,
      "No record of the format is nested that deep.",
    );
  if (text.replace(/^[ \t]*#.*$/gmu, "").trim() === "") {
    fault(
      "BOOK_EMPTY_FILE",
      0,
      0,
      "The file is empty.",
      "Write records under a key such as deals:, or remove the file.",
    );
    return { root: undefined, faults };
  }
  const raw = control.exec(text.replace(/^\ufeff/u, " "));
  if (raw) {
    fault(...controlFault(raw.index, raw.index + 1, raw[0]));
    return { root: undefined, faults };
  }
  let events: ReturnType<typeof parseEvents>;
  try {
    events = parseEvents(text, {});
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const at = error.mark?.position ?? 0;
    if (error.reason.startsWith("nesting exceeded")) tooDeep(at);
    else fault("BOOK_YAML", at, at + 1, `This is not YAML: ${error.reason}.`, yamlRemedy(error.reason));
    return { root: undefined, faults };
  }

  let next = 0;
  /** Where the last node with a place began: an empty one stands after it. */
  let last = 0;
  const node = (depth: number): Node => {
    const event = events[next++]!;
    if (depth > depthMax) {
      tooDeep("start" in event ? event.start : last);
      throw new TooDeep();
    }
    if ("anchorStart" in event && event.anchorStart >= 0) {
      const isAlias = event.type === EVENT_ID.ALIAS;
      fault(
        "BOOK_ANCHOR",
        event.anchorStart - 1,
        event.anchorEnd,
        `${isAlias ? "Aliases" : "Anchors"} are no part of the book format.`,
        "Write the value out: every record stands for itself.",
      );
    }
    if ("tagStart" in event && event.tagStart >= 0) {
      fault(
        "BOOK_TAG",
        event.tagStart,
        event.tagEnd,
        "YAML tags are no part of the book format.",
        "Remove the tag and write the plain value.",
      );
    }
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const [start, end] = [event.valueStart, event.valueEnd];
        const written = getScalarValue(text, event);
        const plain = event.style === 1;
        const empty = plain && (written === "" || written === "~" || written === "null");
        if (start < 0) return { start: last, end: last + 1, value: null };
        last = start;
        const escaped = control.exec(written);
        if (escaped) {
          fault(...controlFault(start, end, escaped[0]));
        }
        return { start, end, value: empty ? null : written };
      }
      case EVENT_ID.SEQUENCE: {
        const items: Node[] = [];
        last = event.start;
        while (events[next]!.type !== EVENT_ID.POP) items.push(node(depth + 1));
        next++;
        return { start: event.start, end: event.start + 1, value: items };
      }
      case EVENT_ID.MAPPING: {
        const entries = new Map<string, Entry>();
        last = event.start;
        while (events[next]!.type !== EVENT_ID.POP) {
          const key = node(depth + 1);
          const value = node(depth + 1);
          if (typeof key.value !== "string") {
            fault(
              "BOOK_KEY",
              key.start,
              key.end,
              "A key must be a plain word.",
              "Write `key: value` with one word as the key.",
            );
          } else if (forbiddenKeys.has(key.value)) {
            fault(
              "BOOK_KEY",
              key.start,
              key.end,
              `"${key.value}" cannot be a key.`,
              "Remove it: no record has a field of this name.",
            );
          } else if (entries.has(key.value)) {
            fault(
              "BOOK_DUPLICATE_KEY",
              key.start,
              key.end,
              `The key "${key.value}" stands here a second time.`,
              "Keep one of the two; a list holds several values.",
            );
          } else {
            entries.set(key.value, { key, node: value });
          }
        }
        next++;
        return { start: event.start, end: event.start + 1, value: entries };
      }
      case EVENT_ID.ALIAS:
        return { start: event.anchorStart - 1, end: event.anchorEnd, value: null };
      default:
        return { start: last, end: last + 1, value: null };
    }
  };

  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT).length;
  if (documents !== 1) {
    const dashes = [...text.matchAll(/^---/gmu)];
    const second =
      dashes.at(events[0]!.type === EVENT_ID.DOCUMENT && events[0]!.explicitStart ? 1 : 0)?.index ?? 0;
    fault(
      "BOOK_DOCUMENTS",
      second,
      second + 3,
      `The file holds ${documents} YAML documents.`,
      "Keep one document a file: remove the lines of three dashes.",
    );
    return { root: undefined, faults };
  }
  next = 1;
  try {
    return { root: events[next]!.type === EVENT_ID.POP ? undefined : node(0), faults };
  } catch (error) {
    if (error instanceof TooDeep) return { root: undefined, faults };
    throw error;
  }
}

class TooDeep extends Error {}

function controlFault(start: number, end: number, found: string): [string, number, number, string, string] {
  const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return [
    "BOOK_CONTROL_CHARACTER",
    start,
    end,
    `The file has the control character U+${code}.`,
    "Remove it: names and notes are visible text.",
  ];
}

/** The tree as plain values, for the format to check. Records have no prototype. */
export function plain(node: Node): unknown {
  const { value } = node;
  if (value === null || typeof value === "string") return value;
  if (value instanceof Map) {
    const record = Object.create(null) as Record<string, unknown>;
    for (const [key, entry] of value as ReadonlyMap<string, Entry>) record[key] = plain(entry.node);
    return record;
  }
  return (value as readonly Node[]).map(plain);
}

/** The node at a path, or the nearest one above it that exists. */
export function nodeAt(root: Node, path: readonly PropertyKey[]): { node: Node; key?: Entry["key"] } {
  let found: { node: Node; key?: Entry["key"] } = { node: root };
  for (const step of path) {
    const { value } = found.node;
    if (value instanceof Map) {
      const entry = (value as ReadonlyMap<string, Entry>).get(String(step));
      if (!entry) return found;
      found = { node: entry.node, key: entry.key };
    } else if (Array.isArray(value)) {
      const item = (value as readonly Node[])[Number(step)];
      if (!item) return found;
      found = { node: item };
    } else {
      return found;
    }
  }
  return found;
}

function yamlRemedy(reason: string): string {
  if (/tab/u.test(reason)) return "Indent with spaces: YAML allows no tabs there.";
  if (/quot/u.test(reason)) return "Close the quotation mark.";
  return "Check the indentation and that every value with ': ' or ' #' in it stands in quotation marks.";
}
