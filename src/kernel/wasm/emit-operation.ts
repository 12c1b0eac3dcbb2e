// One operation as instructions: its operands, then what is done with them, in both vectors of a turn.

import { sizeMax } from "../../expression/expression.ts";
import { type Operation, codeOf, operations, unaryEnd } from "../program.ts";
import type { Assembler, VectorInstruction } from "./assembler.ts";
import { vectorsATurn } from "./emit-turns.ts";
import type { Sites, ValueReader } from "./value-reader.ts";

/** Operations that are one instruction; comparisons give a mask, of which 1 is left where it is set. */
const direct: Partial<Record<Operation, VectorInstruction>> = {
  negate: "neg",
  absolute: "abs",
  root: "sqrt",
  floor: "floor",
  add: "add",
  subtract: "sub",
  multiply: "mul",
  divide: "div",
  least: "pmin",
  most: "pmax",
  less: "lt",
  lessOrEqual: "le",
  equal: "eq",
  unequal: "ne",
};
/** Numbers of instructions by number of the operation; −1 where it takes several. */
export function instructionsOf(opcodes: Readonly<Record<VectorInstruction, number>>): Int32Array {
  return Int32Array.from(operations, (op) => {
    const name = direct[op];
    return name === undefined ? -1 : opcodes[name];
  });
}

/** Works a value out, in both vectors. */
export function work(a: Assembler, sites: Sites, v: number, reader: ValueReader): void {
  const { code } = sites;
  const op = code.op[v]!;
  const x = code.a[v]!;
  const y = code.b[v]!;
  const instruction = sites.instructions[op]!;
  for (let half = 0; half < vectorsATurn; half++) {
    if (instruction < 0) special(a, sites, v, half, reader);
    else {
      reader.push(x, half);
      if (op >= unaryEnd) reader.push(y, half);
      a.body.coded(0xfd, instruction);
      if (op >= codeOf.less) asNumber(a);
    }
    a.set(reader.local(v, half));
  }
}

function asNumber(a: Assembler): void {
  a.number(1).v("and");
}

function special(
  a: Assembler,
  { code, templates }: Sites,
  v: number,
  half: number,
  reader: ValueReader,
): void {
  const op = operations[code.op[v]!]!;
  const x = code.a[v]!;
  const y = code.b[v]!;
  const isTrue = (operand: number): void => {
    reader.push(operand, half);
    a.with("ne", 0);
  };
  switch (op) {
    case "exp":
    case "log":
      reader.push(x, half);
      a.body.append(templates[op]);
      break;
    case "bound":
      // All bits set is a NaN.
      reader.push(x, half);
      a.number(sizeMax);
      reader.push(x, half);
      a.v("abs").v("lt").v("or");
      break;
    case "not":
      reader.push(x, half);
      a.with("eq", 0);
      asNumber(a);
      break;
    case "and":
    case "or":
      isTrue(x);
      isTrue(y);
      a.v(op);
      asNumber(a);
      break;
    case "guard":
      // b − b is not equal to zero where b is not finite.
      reader.push(x, half);
      reader.push(y, half);
      reader.push(y, half);
      a.v("sub").with("ne", 0).v("or");
      break;
    case "select":
      reader.push(y, half);
      reader.push(code.c[v]!, half);
      isTrue(x);
      a.v("bitselect");
      break;
    default:
      throw new Error(`${op} cannot be compiled`);
  }
}
