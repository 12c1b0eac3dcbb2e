// The elementary functions as instructions: the same steps in the same order as in src/elementary, two paths in a
// vector.

import {
  cosineTerms,
  expHighest,
  expLowest,
  expTerms,
  halfPi,
  ln2High,
  ln2Low,
  log2e,
  logTerms,
  rootHalfCarry,
  roundingMagic,
  sineTerms,
  smallestNormal,
  twoTo54,
} from "../../elementary/elementary.ts";
import type { Assembler } from "./assembler.ts";

/** Adds the magic number: the low bits hold the whole number to which x on the stack rounds. */
function magic(a: Assembler): Assembler {
  return a.with("add", roundingMagic);
}

/** 2^k, with k + magic on the stack. */
function powerOfTwo(a: Assembler): Assembler {
  return a.word(0, 1023).v("add64").integer(52).v("shl64");
}

/** Replaces x on the stack by x rounded to a whole number. */
function roundEven(a: Assembler): Assembler {
  return magic(a).with("sub", roundingMagic);
}

/** Replaces x on the stack by e to the power of x. */
export function exp(a: Assembler): Assembler {
  const [x, k, high, low, r, half] = [a.local(), a.local(), a.local(), a.local(), a.local(), a.local()];
  a.with("pmax", expLowest).with("pmin", expHighest).set(x);
  roundEven(a.get(x).with("mul", log2e)).set(k);
  a.get(x).get(k).with("mul", ln2High).v("sub").tee(high);
  a.get(k).with("mul", ln2Low).tee(low).v("sub").set(r);
  a.number(1).get(high).get(r).get(r).v("mul").number(expTerms[0]!);
  for (const term of expTerms.slice(1)) a.get(r).v("mul").with("add", term);
  a.v("mul").get(low).v("sub").v("add").v("add");
  magic(a.get(k).with("mul", 0.5)).set(half);
  powerOfTwo(a.get(half)).v("mul");
  magic(a.get(k).get(half).with("sub", roundingMagic).v("sub"));
  return powerOfTwo(a).v("mul");
}

/** Replaces x on the stack, above 0, normal and finite, by its logarithm; k on top of it is added to the exponent. */
function logOf(a: Assembler, x: number, shift: number | undefined): Assembler {
  const [e, k, f, s, z, w, half] = [
    a.local(),
    a.local(),
    a.local(),
    a.local(),
    a.local(),
    a.local(),
    a.local(),
  ];
  const [l1, l2, l3, l4, l5, l6, l7] = logTerms;
  a.get(x).word(rootHalfCarry).v("add64").integer(52).v("shr64").tee(e);
  // Or-ing a small whole number into 2^52 and taking 2^52 off gives it as a double.
  a.word(0x43300000).v("or").with("sub", 4503599627370496).with("sub", 1023);
  if (shift !== undefined) a.get(shift).v("sub");
  a.set(k);
  a.get(x).get(e).word(0, 1023).v("sub64").integer(52).v("shl64").v("sub64").with("sub", 1).set(f);
  a.get(f).number(2).get(f).v("add").v("div").tee(s);
  a.get(s).v("mul").tee(z).get(z).v("mul").set(w);
  a.number(0.5).get(f).v("mul").get(f).v("mul").set(half);
  a.get(k).with("mul", ln2High);
  a.get(half);
  a.get(s);
  a.get(half);
  const chain = (...terms: number[]): void => {
    // l + w (l' + w l'')
    const last = terms.at(-1)!;
    a.number(last);
    for (const term of terms.slice(0, -1).toReversed()) {
      a.get(w).v("mul").with("add", term);
    }
  };
  a.get(z);
  chain(l1, l3, l5, l7);
  a.v("mul");
  a.get(w);
  chain(l2, l4, l6);
  a.v("mul").v("add"); // odd + even
  a.v("add"); // half + rest
  a.v("mul"); // s × …
  a.get(k).with("mul", ln2Low).v("add");
  a.v("sub").get(f).v("sub"); // half − (…) − f
  return a.v("sub");
}

/** Replaces x on the stack by its natural logarithm. */
export function log(a: Assembler): Assembler {
  const [x, y, isSmall, shift] = [a.local(), a.local(), a.local(), a.local()];
  a.tee(x).with("lt", smallestNormal).set(isSmall);
  a.get(x).with("mul", twoTo54).get(x).get(isSmall).v("bitselect").set(y);
  a.get(isSmall).number(54).v("and").set(shift);
  logOf(a, y, shift);
  // The special values: −∞ of 0, ∞ of ∞, else NaN.
  a.number(-Infinity);
  a.get(x).number(NaN).get(x).with("eq", Infinity).v("bitselect");
  a.get(x).with("eq", 0).v("bitselect");
  return a.get(x).with("gt", 0).get(x).with("lt", Infinity).v("and").v("bitselect");
}

/** Replaces a number on the stack, from 2^−53 to 1, by its logarithm. */
export function logOfShare(a: Assembler): Assembler {
  const x = a.local();
  a.set(x);
  return logOf(a, x, undefined);
}

/** Writes cosine and sine of the part of a turn that stands on the stack into two locals. */
export function cosineAndSine(a: Assembler, cosine: number, sine: number): void {
  const [quarters, q, y, y2, s, c, isOdd] = [
    a.local(),
    a.local(),
    a.local(),
    a.local(),
    a.local(),
    a.local(),
    a.local(),
  ];
  magic(a.with("mul", 4).tee(quarters)).set(q);
  a.get(quarters).get(q).with("sub", roundingMagic).v("sub").with("mul", halfPi).tee(y);
  a.get(y).v("mul").set(y2);
  const polynomial = (terms: readonly number[]): void => {
    a.number(terms[0]!);
    for (const term of terms.slice(1)) a.get(y2).v("mul").with("add", term);
  };
  a.get(y).get(y).get(y2);
  polynomial(sineTerms);
  a.v("mul").v("mul").v("add").set(s);
  a.number(1).number(0.5).get(y2).v("mul").v("sub");
  a.get(y2).get(y2).v("mul");
  polynomial(cosineTerms);
  a.v("mul").v("add").set(c);
  // The lowest bit of q swaps the two: as a mask, by comparing it with zero.
  a.get(q).word(0, 1).v("and").word(0x3ff00000).v("or").with("ne", 1).set(isOdd);
  const signed = (chosen: () => void, sign: () => void, to: number): void => {
    chosen();
    sign();
    a.integer(62).v("shl64").word(0x80000000).v("and").v("xor").set(to);
  };
  signed(
    () => a.get(s).get(c).get(isOdd).v("bitselect"),
    () => a.get(q).word(0, 1).v("add64"),
    cosine,
  );
  signed(
    () => a.get(c).get(s).get(isOdd).v("bitselect"),
    () => a.get(q),
    sine,
  );
}
