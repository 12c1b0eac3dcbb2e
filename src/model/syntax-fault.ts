// What to say where a text cannot be read on.

import { functions } from "./functions.ts";
import type { Token } from "./token.ts";

interface Said {
  readonly message: string;
  readonly remedy: string;
}

/** A value is missing where this token stands. */
export function missingValue(token: Token): Said {
  const value = "Write a number, a name or a bracket there.";
  if (token.kind === "end") return { message: "The text ends where a value is missing.", remedy: value };
  if (token.kind === "name") {
    const usage = functions.get(token.text)?.usage;
    return {
      message: `"${token.text}" stands where a value is missing.`,
      remedy: usage ? `Write ${usage}.` : `"${token.text}" stands between two conditions.`,
    };
  }
  if (isSign(token, "+")) {
    return { message: "A plus stands where a value is missing.", remedy: "Leave out a plus before a value." };
  }
  return { message: `"${token.text}" stands where a value is missing.`, remedy: value };
}

/** What follows a value is neither an operator nor the end of what is open. */
export function noOperator(token: Token, before: Token, after: Token | undefined): Said {
  if (token.kind === "end")
    return { message: "A bracket is not closed.", remedy: 'Write ")" where it ends.' };
  if (isSign(token, ")")) {
    return {
      message: "A bracket is closed that was not opened.",
      remedy: "Leave it out, or open it before.",
    };
  }
  if (isSign(token, "[")) {
    return {
      message: "Only a name has a past.",
      remedy: "Give it an equation of its own, and write its name before [-1].",
    };
  }
  if (isSign(token, ",")) {
    return before.kind === "number" && after?.kind === "number"
      ? {
          message: "A comma stands after a number.",
          remedy: "Write numbers without separators and with a decimal point: 1234.5.",
        }
      : {
          message: "A comma stands outside of a function.",
          remedy: "Commas separate what a function is of.",
        };
  }
  return { message: `An operator is missing before "${token.text}".`, remedy: "Write * to multiply." };
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === "sign" && token.text === sign;
}

export function isWord(token: Token, word: string): boolean {
  return token.kind === "name" && !token.isQuoted && token.text === word;
}
