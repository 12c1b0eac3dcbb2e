// Instructions that stand in many places, written once: exp and log with locals of their own.

import { Assembler, type VectorInstruction } from "./assembler.ts";
import { exp, log } from "./emit-elementary.ts";

export interface Templates {
  /** Replace x on the stack. */
  readonly exp: Uint8Array;
  readonly log: Uint8Array;
  /** How many locals they use, the first of a function's vectors. */
  readonly locals: number;
}

/**
 * @param parameters of the functions in which they will stand
 * @param integers   their locals before the vectors
 */
export function templatesOf(
  parameters: number,
  integers: number,
  opcodes: Readonly<Record<VectorInstruction, number>>,
): Templates {
  const [forExp, forLog] = [
    exp(new Assembler(parameters, integers, opcodes)),
    log(new Assembler(parameters, integers, opcodes)),
  ];
  return {
    exp: forExp.body.taken(),
    log: forLog.body.taken(),
    locals: Math.max(forExp.vectors, forLog.vectors),
  };
}
