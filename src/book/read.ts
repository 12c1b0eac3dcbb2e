// The files of a book as records that know where they stand: shape only, each record alone.
// What several records must agree on is checked afterwards, in check.ts.

import type { z } from "zod";
import type { Fault } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import {
  type Collection,
  type Header,
  type Written,
  cancellation,
  collections,
  formatVersion,
  headerFormat,
} from "./format.ts";
import { type SourceText, faultAt } from "./source-text.ts";
import { type Node, nodeAt, plain, readTree } from "./tree.ts";

/** A record as written, and the place where it stands. */
export interface Entry<C extends Collection = Collection> {
  readonly record: Written<C>;
  readonly node: Node;
  readonly source: SourceText;
}

/** All records of some files, by collection, in the order of the files. */
export interface Records {
  /** Whether a header may stand in what could not be read, or stands there with faults. */
  readonly headerHidden: boolean;
  readonly header: { readonly value: Header; readonly node: Node; readonly source: SourceText } | undefined;
  readonly entries: { readonly [C in Collection]: Entry<C>[] };
  /** Deals with faults of shape, so that the parties they name can be checked all the same. */
  readonly unreadDeals: readonly { readonly node: Node; readonly source: SourceText }[];
}

/** Reads every file and reports every fault of shape: one bad record never hides another. */
export function readRecords(files: readonly SourceText[]): { records: Records; faults: Fault[] } {
  const faults: Fault[] = [];
  const entries = Object.fromEntries(Object.keys(collections).map((name) => [name, []])) as unknown as {
    [C in Collection]: Entry<C>[];
  };
  let header: Records["header"];
  let headerHidden = false;
  const unread: { node: Node; source: SourceText }[] = [];
  for (const source of files) {
    const { root, faults: textual } = readTree(source);
    faults.push(...textual);
    if (!root) {
      headerHidden ||= textual.some(({ code }) => code !== "BOOK_EMPTY_FILE");
      continue;
    }
    if (!(root.value instanceof Map)) {
      faults.push(
        at(
          source,
          root,
          "BOOK_SHAPE",
          "A file of a book holds named lists.",
          "Begin it with a key such as deals: or parties:.",
        ),
      );
      continue;
    }
    for (const [key, entry] of root.value) {
      if (key === "book") {
        headerHidden = true;
        header = readHeader(source, entry.node, header, faults) ?? header;
      } else if (isCollection(key)) {
        readCollection(key, source, entry.node, entries, unread, faults);
      } else {
        const known = ["book", ...Object.keys(collections)];
        const remedy = didYouMean(key, known) || `Use one of: ${known.join(", ")}.`;
        faults.push(
          faultAt(
            source,
            entry.key.start,
            entry.key.end,
            "BOOK_UNKNOWN_KEY",
            `No list of a book is called "${key}".`,
            remedy,
          ),
        );
      }
    }
  }
  return { records: { header, headerHidden, entries, unreadDeals: unread }, faults };
}

function isCollection(key: string): key is Collection {
  return Object.hasOwn(collections, key);
}

function readHeader(
  source: SourceText,
  node: Node,
  before: Records["header"],
  faults: Fault[],
): Records["header"] {
  if (before) {
    faults.push(
      at(
        source,
        node,
        "BOOK_DUPLICATE_KEY",
        "The book has a second header.",
        `Keep one book: record; the other stands in ${before.source.file}.`,
      ),
    );
    return before;
  }
  const version = nodeAt(node, ["format"]).node;
  if (
    typeof version.value === "string" &&
    /^\d+$/u.test(version.value) &&
    Number(version.value) > formatVersion
  ) {
    faults.push(
      at(
        source,
        version,
        "BOOK_NEWER_FORMAT",
        `The book has format ${version.value}; this program reads up to ${formatVersion}.`,
        "Install a newer version of roundtrip.",
      ),
    );
    return undefined;
  }
  const read = headerFormat.safeParse(plain(node));
  if (read.success) return { value: read.data, node, source };
  faults.push(...read.error.issues.flatMap((issue) => faultsOf(issue, [], node, source, headerFormat)));
  return undefined;
}

function readCollection(
  name: Collection,
  source: SourceText,
  list: Node,
  entries: { [K in Collection]: Entry<K>[] },
  unread: { node: Node; source: SourceText }[],
  faults: Fault[],
): void {
  if (list.value === null) return;
  if (!Array.isArray(list.value)) {
    faults.push(at(source, list, "BOOK_SHAPE", `${name} must be a list.`, "Begin each record with a dash."));
    return;
  }
  const format: z.ZodType = collections[name];
  for (const node of list.value as readonly Node[]) {
    const written = plain(node);
    const cancels = isCancellation(written);
    const wanted: z.ZodType = cancels ? cancellation : format;
    const read = wanted.safeParse(written);
    if (read.success) {
      (entries[name] as Entry[]).push({ record: read.data as Entry["record"], node, source });
    } else {
      faults.push(...read.error.issues.flatMap((issue) => faultsOf(issue, [], node, source, wanted)));
      if (name === "deals" && !cancels) unread.push({ node, source });
    }
  }
}

function isCancellation(written: unknown): boolean {
  const record = written as Record<string, unknown> | null;
  return typeof record === "object" && record !== null && record["overlay"] === "cancel";
}

type Issue = z.core.$ZodIssue;

/** Faults of one issue of the format, placed at the value (or key) that has it. */
function faultsOf(
  issue: Issue,
  above: readonly PropertyKey[],
  root: Node,
  source: SourceText,
  format: z.ZodType,
): Fault[] {
  const path = [...above, ...issue.path];
  const { node, key } = nodeAt(root, path);
  const field = path.findLast((step) => typeof step === "string") ?? "The record";
  if (issue.code === "invalid_union") {
    const branch = likelyBranch(issue.errors, node);
    if (branch) return branch.flatMap((inner) => faultsOf(inner, path, root, source, format));
    return [
      at(
        source,
        node,
        "BOOK_VALUE",
        `"${field}" cannot be read.`,
        "See docs/book-format.md for what it may be.",
      ),
    ];
  }
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(format, path);
    return issue.keys.map((name) => {
      const place = nodeAt(root, [...path, name]).key ?? node;
      const remedy = didYouMean(name, known) || "Remove it; docs/book-format.md lists the fields.";
      return faultAt(
        source,
        place.start,
        place.end,
        "BOOK_UNKNOWN_KEY",
        `There is no field "${name}" here.`,
        remedy,
      );
    });
  }
  if (issue.code === "custom") {
    const { code, remedy } = (issue.params ?? {}) as { code?: string; remedy?: string };
    const isDate = issue.message.startsWith("is not a date");
    const message =
      code === undefined || /^[a-z]/u.test(issue.message) ? `"${field}" ${issue.message}.` : issue.message;
    return [
      at(
        source,
        node,
        code ?? (isDate ? "BOOK_DATE" : "BOOK_VALUE"),
        message,
        remedy ?? "See docs/book-format.md for what it may be.",
      ),
    ];
  }
  if (issue.code === "invalid_type" && isMissing(root, path)) {
    const place = nodeAt(root, path.slice(0, -1)).node;
    return [
      at(
        source,
        place,
        "BOOK_MISSING_FIELD",
        `The field "${field}" is missing.`,
        `Add ${field}:, or see docs/book-format.md for what it means.`,
      ),
    ];
  }
  if (issue.code === "invalid_value") {
    const written = typeof node.value === "string" ? node.value : "";
    const allowed = issue.values.map(String);
    const onlyUnknown = allowed.length === 1 && allowed[0] === "unknown";
    const remedy = onlyUnknown
      ? field === "amount"
        ? "Write its five states, headline, firm, cancellable, drawn and paid, or the word unknown."
        : 'Write an amount in US dollars, such as "$5B", or the word unknown.'
      : [didYouMean(written, allowed), `Use one of: ${allowed.join(", ")}.`].filter(Boolean).join(" ");
    if (isMissing(root, path))
      return [
        at(
          source,
          nodeAt(root, path.slice(0, -1)).node,
          "BOOK_MISSING_FIELD",
          `The field "${field}" is missing.`,
          remedy,
        ),
      ];
    return [at(source, node, "BOOK_VALUE", `"${field}" cannot be "${written}".`, remedy)];
  }
  const place = key && node.value === null ? { start: key.start, end: key.end } : node;
  const message = issue.message.startsWith("Invalid input")
    ? `"${field}" must be ${"expected" in issue ? String(issue.expected) : "another value"}.`
    : `"${field}" ${issue.message}.`;
  return [
    faultAt(
      source,
      place.start,
      place.end,
      "BOOK_VALUE",
      message,
      "See docs/book-format.md for what it may be.",
    ),
  ];
}

/** Of the branches of a union, the one that the writer meant: the shape of what was written decides. */
function likelyBranch(branches: readonly (readonly Issue[])[], node: Node): readonly Issue[] | undefined {
  const shape = Array.isArray(node.value) ? "array" : node.value instanceof Map ? "object" : "string";
  const fits = branches.filter(
    (issues) =>
      !issues.some(
        (issue) => issue.path.length === 0 && issue.code === "invalid_type" && issue.expected !== shape,
      ),
  );
  const telling = fits.filter(
    (issues) =>
      !issues.every(
        (issue) =>
          issue.code === "invalid_value" && issue.values.length === 1 && issue.values[0] === "unknown",
      ),
  );
  return telling.at(-1) ?? fits.at(-1) ?? branches.at(-1);
}

/** The fields that a record may have at a path, as far as the format tells. */
function knownKeys(format: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = format;
  const open = (type: unknown): unknown => {
    let inner = type as {
      def?: {
        type?: string;
        innerType?: unknown;
        in?: unknown;
        element?: unknown;
        options?: unknown[];
        getter?: () => unknown;
      };
    };
    for (;;) {
      const def = inner?.def;
      if (!def) return inner;
      if (def.type === "optional" || def.type === "nullable") inner = def.innerType as typeof inner;
      else if (def.type === "pipe") inner = def.in as typeof inner;
      else if (def.type === "lazy") inner = def.getter!() as typeof inner;
      else if (def.type === "union") {
        const options = def.options!.map(open) as (typeof inner)[];
        inner =
          options.find((option) => option?.def?.type === "object" || option?.def?.type === "array") ??
          options[0]!;
        if (inner?.def?.type === "object" || inner?.def?.type === "array") return inner;
      } else return inner;
    }
  };
  for (const step of path) {
    const type = open(at) as { def?: { type?: string; element?: unknown; shape?: Record<string, unknown> } };
    at = type?.def?.type === "array" ? type.def.element : type?.def?.shape?.[String(step)];
  }
  const type = open(at) as { def?: { shape?: Record<string, unknown> } } | undefined;
  return Object.keys(type?.def?.shape ?? {});
}

function isMissing(root: Node, path: readonly PropertyKey[]): boolean {
  const name = path.at(-1);
  if (typeof name !== "string") return false;
  const parent = nodeAt(root, path.slice(0, -1)).node.value;
  return parent instanceof Map && !parent.has(name);
}

function at(source: SourceText, node: Node, code: string, message: string, remedy: string): Fault {
  return faultAt(source, node.start, node.end, code, message, remedy);
}
