// What exp, log, cosine and sine really are, to 200 bits: the series themselves in whole numbers, so that
// the error of a result can be measured in units in its last place without trusting another library.

/** value × 2^exponent. */
export interface Exact {
  readonly value: bigint;
  readonly exponent: number;
}

const fraction = 200;
const one = 1n << 200n;
const ln2 = 2n * atanh(one / 3n);
const pi = 16n * atanOfInverse(5n) - 4n * atanOfInverse(239n); // Machin (1706)

const product = (a: bigint, b: bigint): bigint => (a * b) >> 200n;
const quotient = (a: bigint, b: bigint): bigint => (a << 200n) / b;
const rounded = (a: bigint): bigint => (a + (one >> 1n)) >> 200n;

/** A decimal number such as -2.5066. */
export function exactDecimal(text: string): Exact {
  const [whole, digits = ""] = text.split(".");
  const value = BigInt(whole! + digits);
  return { value: (value << 200n) / 10n ** BigInt(digits.length), exponent: -fraction };
}

/** e to the power of x. */
export function exactExp(x: number): Exact {
  return expOfFixed(fixed(exactOf(x)));
}

/** The natural logarithm of a number above 0. */
export function exactLog(x: number): Exact {
  return { value: logFixed(x), exponent: -fraction };
}

/** a to the power of b, for a above 0 and b below 2^60. */
export function exactPower(a: number, b: number): Exact {
  const { value, exponent } = exactOf(b);
  return expOfFixed(shifted(logFixed(a) * value, exponent));
}

/** a to a whole power. */
export function exactWholePower(a: number, n: number): Exact {
  const { value, exponent } = exactOf(a);
  const size = value ** BigInt(Math.abs(n));
  const at = exponent * Math.abs(n);
  if (n >= 0) return { value: size, exponent: at };
  const width = bitLength(size) + fraction;
  return { value: (1n << BigInt(width)) / size, exponent: -at - width };
}

/** Cosine and sine of a part of a full turn, from 0 to 1. */
export function exactCosineAndSine(turn: number): [cosine: Exact, sine: Exact] {
  const quarters = fixed(exactOf(turn)) * 4n;
  const q = rounded(quarters);
  const y = product(quarters - (q << 200n), pi) >> 1n;
  const minusSquare = -product(y, y);
  let [cosine, sine] = [0n, 0n];
  let term = one;
  for (let n = 0n; term !== 0n; n += 2n) {
    cosine += term;
    const odd = product(term, y) / (n + 1n);
    sine += odd;
    term = product(term, minusSquare) / ((n + 1n) * (n + 2n));
  }
  const turned = [
    [cosine, sine],
    [-sine, cosine],
    [-cosine, -sine],
    [sine, -cosine],
  ][Number(q & 3n)]!;
  return [
    { value: turned[0]!, exponent: -fraction },
    { value: turned[1]!, exponent: -fraction },
  ];
}

/** How far a computed number lies from the exact one, in units in the last place of the exact one. */
export function unitsApart(computed: number, exact: Exact): number {
  if (Number.isNaN(computed)) return Infinity;
  const top = bitLength(exact.value) - 1 + exact.exponent;
  if (!Number.isFinite(computed)) return top >= 1024 && computed > 0 === exact.value > 0n ? 0 : Infinity;
  if (exact.value === 0n) return computed === 0 ? 0 : Infinity;
  const difference = apart(computed, exact);
  const unit = Math.max(top, -1022) - 52;
  return toNumber(difference, -unit);
}

/** How far a computed number lies from the exact one. */
export function distance(computed: number, exact: Exact): number {
  return toNumber(apart(computed, exact), 0);
}

function apart(computed: number, exact: Exact): Exact {
  const mine = exactOf(computed);
  const exponent = Math.min(mine.exponent, exact.exponent);
  const difference =
    (mine.value << BigInt(mine.exponent - exponent)) - (exact.value << BigInt(exact.exponent - exponent));
  return { value: difference < 0n ? -difference : difference, exponent };
}

/** value × 2^(exponent + shift), to 40 significant bits. */
function toNumber({ value, exponent }: Exact, shift: number): number {
  const surplus = Math.max(0, bitLength(value) - 40);
  return Number(value >> BigInt(surplus)) * 2 ** (exponent + shift + surplus);
}

/** A double as whole number and exponent. */
function exactOf(x: number): Exact {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const pattern = bits.getBigUint64(0);
  const biased = Number((pattern >> 52n) & 0x7ffn);
  const digits = pattern & 0xfffffffffffffn;
  const value = biased === 0 ? digits : digits | 0x10000000000000n;
  return { value: pattern >> 63n ? -value : value, exponent: Math.max(biased, 1) - 1075 };
}

function fixed({ value, exponent }: Exact): bigint {
  return shifted(value, exponent + fraction);
}

function shifted(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by);
}

function expOfFixed(x: bigint): Exact {
  const k = rounded(quotient(x, ln2));
  const small = (x - k * ln2) >> 8n;
  let sum = 0n;
  let term = one;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    sum += term;
    term = product(term, small) / n;
  }
  for (let i = 0; i < 8; i++) sum = product(sum, sum);
  return { value: sum, exponent: Number(k) - fraction };
}

function logFixed(x: number): bigint {
  const { value, exponent } = exactOf(x);
  const width = bitLength(value);
  let m = shifted(value, fraction - width); // from ½ to 1
  let k = width + exponent;
  if (m * 10n < one * 7n) {
    m *= 2n;
    k--;
  }
  return 2n * atanh(quotient(m - one, m + one)) + BigInt(k) * ln2;
}

function atanh(x: bigint): bigint {
  const square = (x * x) >> 200n;
  let sum = 0n;
  let power = x;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> 200n;
  }
  return sum;
}

function atanOfInverse(n: bigint): bigint {
  let sum = 0n;
  let power = one / n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}

function bitLength(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0]!, 16)));
}
