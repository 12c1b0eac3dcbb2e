// Values that nothing reads: what was written before a better way to write it was found.

import { type Code, type Segment, leavesEnd } from "./program.ts";

/**
 * Segments without the values that neither the roots nor a block needs.
 *
 * @param roots what is read after the last segment
 */
export function withoutUnread(code: Code, segments: readonly Segment[], roots: Iterable<number>): Segment[] {
  const isRead = new Uint8Array(code.op.length);
  for (const value of roots) isRead[value] = 1;
  for (const { block } of segments) {
    if (!block) continue;
    for (const value of [...block.guess, ...block.result, block.settled]) isRead[value] = 1;
  }
  // Each value stands after its operands.
  for (let v = code.op.length - 1; v >= 0; v--) {
    if (isRead[v] === 0) continue;
    if (code.op[v]! < leavesEnd) continue; // what a leaf has is a place
    for (const operand of [code.a[v]!, code.b[v]!, code.c[v]!]) if (operand >= 0) isRead[operand] = 1;
  }
  return segments.map(({ values, block }) => ({ values: values.filter((v) => isRead[v] === 1), block }));
}
