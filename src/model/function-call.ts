// A function of a text and its arguments as an expression, or what is wrong with them.

import { didYouMean } from "../error/nearest.ts";
import type { Expression } from "../expression/expression.ts";
import { type TextFunction, functionNames, functions } from "./functions.ts";
import { type Scope, standIn } from "./scope.ts";
import type { TokenReader } from "./token-reader.ts";
import type { Token } from "./token.ts";

/**
 * A function applied.
 *
 * @param call from its name to the bracket after its arguments
 */
export function applied(
  call: Token,
  of: readonly Expression[],
  scope: Scope,
  tokens: TokenReader,
): Expression {
  const found = functions.get(call.text);
  const { kind } = scope;
  const report = tokens.reportAt(call);
  if (!found) {
    const isName = scope.resolve(call.text) !== undefined;
    tokens.reportAt({ ...call, end: call.start + call.text.length })({
      code: "MODEL_UNKNOWN_FUNCTION",
      message: `There is no function "${call.text}".`,
      remedy: isName
        ? `Write ${call.text} * (…) to multiply.`
        : didYouMean(call.text, functionNames) || `The functions are ${functionNames.join(", ")}.`,
    });
  } else if (of.length < found.least || of.length > found.most) {
    report({
      code: "MODEL_ARGUMENTS",
      message: `${call.text} takes ${counted(found)}, and ${of.length} stand${of.length === 1 ? "s" : ""} here.`,
      remedy: `Write ${found.usage}${of.length === 1 && found.most > found.least ? `; ${call.text} of one number is that number` : ""}.`,
    });
  } else if (found.isDraw && (kind === "balance" || kind === "figure")) {
    report({
      code: "MODEL_DRAW",
      message: `A random number cannot stand here: ${call.text}.`,
      remedy: "Give it a name under parameters or equations.",
    });
  } else {
    return tokens.built(call, () => found.build(of), standIn);
  }
  return standIn;
}

function counted({ least, most }: TextFunction): string {
  return `${most > least ? "at least " : ""}${least} argument${least === 1 ? "" : "s"}`;
}
