// One operation as instructions: its operands, then what is done with them, in each vector of a turn.

import { sizeMax } from "../../expression/expression.ts";
import { type Operation, operations, unaryEnd } from "../program.ts";
import type { Assembler, VectorInstruction } from "./assembler.ts";
import { vectorsATurn } from "./emit-turns.ts";
import type { Sites, ValueReader } from "./value-reader.ts";

/** Operations that are one instruction; of comparisons it gives a mask, which the reader makes a number of where it must. */
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

/** Works a value out, in each vector. */
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
    }
    a.set(reader.local(v, half));
  }
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
      reader.pushTruth(x, half);
      a.v("not");
      break;
    case "and":
    case "or":
      reader.pushTruth(x, half);
      reader.pushTruth(y, half);
      a.v(op);
      break;
    case "guard":
      // b − b is zero, which leaves every number as it is, or NaN where b is not finite.
      reader.push(x, half);
      reader.push(y, half);
      reader.push(y, half);
      a.v("sub").v("sub");
      break;
    case "select":
      reader.push(y, half);
      reader.push(code.c[v]!, half);
      reader.pushTruth(x, half);
      a.v("bitselect");
      break;
    default:
      throw new Error(`${op} cannot be compiled`);
  }
}
