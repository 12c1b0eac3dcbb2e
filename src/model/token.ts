// The words, numbers and signs of an equation as text.

import { namePattern } from "../expression/grammar.ts";
import type { TextFault } from "./place.ts";

export interface Token {
  readonly kind: "number" | "name" | "sign" | "end";
  /** As it stands; of a name in backquotes without them, and as Unicode composes it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In backquotes: a name, whatever it says. */
  readonly isQuoted: boolean;
  /** Of a number with a unit, `5 [USD]`: what stands between the brackets. */
  readonly unit: string | undefined;
}

const pattern = new RegExp(
  [
    String.raw`\s+`,
    String.raw`(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*\[(?<unit>[^\]]*)\])?`,
    `(?<name>${namePattern})`,
    "`(?<quoted>[^`]+)`",
    String.raw`(?<sign><=|>=|==|!=|<>|[-+*/^()[\],<>=])`,
  ].join("|"),
  "uy",
);

/** What people write for a sign, and the sign. */
const meant: Readonly<Record<string, string>> = {
  "**": "^",
  "&&": "and",
  "||": "or",
  "&": "and",
  "|": "or",
  "!": "not",
  "−": "-",
  "–": "-",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "!=",
  "%": "/ 100",
  ";": ",",
  "{": "(",
  "}": ")",
};

/**
 * The tokens of a text, the last of which is its end.
 *
 * @returns the tokens, or the fault at the first character that belongs to none
 */
export function tokens(text: string): Token[] | TextFault {
  const found: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match || text.startsWith("**", start)) return strange(text, start);
    const { number, unit, name, quoted, sign } = match.groups!;
    const [kind, word] =
      number !== undefined
        ? (["number", number] as const)
        : sign !== undefined
          ? (["sign", sign] as const)
          : (["name", (name ?? quoted)?.normalize("NFC")] as const);
    if (word === undefined) continue; // space
    const end = pattern.lastIndex;
    found.push({ kind, text: word, start, end, isQuoted: quoted !== undefined, unit });
  }
  found.push({
    kind: "end",
    text: "",
    start: text.length,
    end: text.length,
    isQuoted: false,
    unit: undefined,
  });
  return found;
}

function strange(text: string, start: number): TextFault {
  const two = text.slice(start, start + 2);
  const one = String.fromCodePoint(text.codePointAt(start)!);
  const found = meant[two] === undefined ? one : two;
  return {
    start,
    end: start + found.length,
    code: "MODEL_CHARACTER",
    message: `Equations have no "${found}".`,
    remedy:
      meant[found] === undefined
        ? "Equations are made of numbers, names, + - * / ^, comparisons, brackets and functions."
        : `Did you mean "${meant[found]}"?`,
  };
}
