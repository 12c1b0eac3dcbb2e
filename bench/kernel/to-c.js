// The same program as C++ for g++ (its vectors know `?:`): the same operations in the same order and blocks of 32
// paths, on vectors of a given width, so that what is compared is the engine and not the work. Its numbers are equal to ours bit for bit.
import { cosineTerms, expTerms, logTerms, sineTerms } from "../../dist/elementary/elementary.js";
import { sizeMax } from "../../dist/expression/expression.js";
import { operations } from "../../dist/kernel/program.js";
import { cutCode, isMade } from "../../dist/kernel/wasm/cut.js";

const lanes = 32;

/** @param bits width of a vector: 128, 256 or 512; @param most operations a piece */
export function toC(program, bits, most) {
  const { step, segments, states, outputs } = program;
  if (segments.some(({ block }) => block)) throw new Error("the benchmark has no simultaneous block");
  const stateOf = new Map();
  const houseOf = new Int32Array(step.op.length).fill(-1);
  states.forEach(({ next }, s) => {
    if (!isMade(step, next) || stateOf.has(next)) return;
    stateOf.set(next, s);
    houseOf[next] = s;
  });
  const needed = [...states.map(({ next }) => next), ...outputs.map(({ value }) => value), program.size];
  const cut = cutCode(
    step,
    segments,
    needed.filter((v) => isMade(step, v)),
    houseOf,
    most,
  );
  const read = (v) => {
    const place = step.a[v];
    switch (operations[step.op[v]]) {
      case "constant":
        return `(V){0} + ${literal(program.constants[place])}`;
      case "given":
        return `(V){0} + given[${place}]`;
      case "past":
        return `*(V *)(past + ${place * lanes} + i)`;
      case "draw":
        return `*(V *)(draws + ${place * lanes} + i)`;
      default:
        return stateOf.has(v)
          ? `*(V *)(now + ${stateOf.get(v) * lanes} + i)`
          : `*(V *)(places + ${cut.placeOf[v] * lanes} + i)`;
    }
  };
  const piece = ({ values }, k) => {
    const here = new Set(values);
    const loaded = new Set();
    const lines = [];
    const use = (v) => {
      if (here.has(v)) return `v${v}`;
      if (!loaded.has(v)) {
        loaded.add(v);
        lines.push(`const V v${v} = ${read(v)};`);
      }
      return `v${v}`;
    };
    for (const v of values) {
      const operands = [step.a[v], step.b[v], step.c[v]].filter((x) => x >= 0).map(use);
      lines.push(`const V v${v} = ${inC[operations[step.op[v]]](...operands)};`);
      if (stateOf.has(v)) lines.push(`*(V *)(now + ${stateOf.get(v) * lanes} + i) = v${v};`);
      if (cut.placeOf[v] >= 0) lines.push(`*(V *)(places + ${cut.placeOf[v] * lanes} + i) = v${v};`);
    }
    return `static __attribute__((noinline)) void piece${k}(const double *past, double *now, const double *given, const double *draws, double *places) {
  for (int i = 0; i < ${lanes}; i += W) {
    ${lines.join("\n    ")}
  }
}`;
  };
  const tail = [
    ...states.flatMap(({ next }, s) =>
      isMade(step, next) && stateOf.get(next) === s
        ? []
        : [`*(V *)(now + ${s * lanes} + i) = ${read(next)};`],
    ),
    ...outputs.map(({ value }, o) => `*(V *)(out + ${o} * stride + i) = ${read(value)};`),
    `{ const V size = ${read(program.size)}; V *mark = (V *)(failed + i); *mark = choose(size <= ${sizeMax} | (*mark != 0), *mark, (V){0} + (t + 1.0)); }`,
  ];
  const normals = program.draws.length;
  // As in the program, draws stand in the order in which they are used; what nobody uses goes to a spare slot.
  if (program.draws.some(({ stream }) => stream !== 0)) throw new Error("the benchmark draws normals");
  const slotOf = (index) => {
    const found = program.draws.findIndex((draw) => draw.index === index);
    return `draws + ${(found < 0 ? normals : found) * lanes}`;
  };
  const groups = [...new Set(program.draws.map(({ index }) => index >>> 1))];
  return `${head(bits, program)}
${cut.chunks.map(piece).join("\n")}

static void period(const double *past, double *now, const double *given, double *draws, double *places, double *out, double *failed, long stride, double t) {
  ${cut.chunks.map((_, k) => `piece${k}(past, now, given, draws, places);`).join("\n  ")}
  for (int i = 0; i < ${lanes}; i += W) {
    ${tail.join("\n    ")}
  }
}

/* Runs paths first to first + count - 1; out holds outputs x periods x stride. */
void run(long first, long count, double *out, const double *given, const double *start) {
  static thread_local double states[2][${states.length} * ${lanes}] __attribute__((aligned(64)));
  static thread_local double draws[${normals + 1} * ${lanes}] __attribute__((aligned(64)));
  static thread_local double places[${cut.places} * ${lanes}] __attribute__((aligned(64)));
  static thread_local double failed[${lanes}] __attribute__((aligned(64)));
  for (long p = 0; p < count; p += ${lanes}) {
    for (int s = 0; s < ${states.length}; s++) for (int i = 0; i < ${lanes}; i++) states[0][s * ${lanes} + i] = start[s];
    for (int i = 0; i < ${lanes}; i++) failed[i] = 0;
    for (int t = 1; t <= ${program.periods}; t++) {
      ${groups.map((g) => `normal_pairs(first + p, t, ${g}, ${slotOf(2 * g)}, ${slotOf(2 * g + 1)});`).join("\n      ")}
      period(states[(t - 1) % 2], states[t % 2], given + t * ${program.given.length}, draws, places,
             out + (long)t * count + p, failed, ${program.periods + 1} * count, t);
    }
  }
}
`;
}

const literal = (x) =>
  Number.isFinite(x) ? x.toPrecision(17) : x > 0 ? "INFINITY" : x < 0 ? "-INFINITY" : "NAN";

const inC = {
  negate: (x) => `-${x}`,
  absolute: (x) => `absolute(${x})`,
  root: (x) => `root(${x})`,
  exp: (x) => `exponential(${x})`,
  log: (x) => `logarithm(${x})`,
  not: (x) => `truth(${x} == 0.0)`,
  floor: (x) => `whole(${x})`,
  bound: (x) => `choose(absolute(${x}) > ${sizeMax}, (V){0} + NAN, ${x})`,
  add: (x, y) => `${x} + ${y}`,
  subtract: (x, y) => `${x} - ${y}`,
  multiply: (x, y) => `${x} * ${y}`,
  divide: (x, y) => `${x} / ${y}`,
  least: (x, y) => `choose(${y} < ${x}, ${y}, ${x})`,
  most: (x, y) => `choose(${x} < ${y}, ${y}, ${x})`,
  less: (x, y) => `truth(${x} < ${y})`,
  lessOrEqual: (x, y) => `truth(${x} <= ${y})`,
  equal: (x, y) => `truth(${x} == ${y})`,
  unequal: (x, y) => `truth(${x} != ${y})`,
  and: (x, y) => `truth((${x} != 0.0) & (${y} != 0.0))`,
  or: (x, y) => `truth((${x} != 0.0) | (${y} != 0.0))`,
  guard: (x, y) => `choose((${y} - ${y}) != 0.0, (V){0} + NAN, ${x})`,
  select: (c, x, y) => `choose(${c} != 0.0, ${x}, ${y})`,
};

const horner = (terms, x) =>
  terms
    .slice(1)
    .reduce((sum, term) => `(${sum} * ${x} + ${literal(term)})`, `((V){0} + ${literal(terms[0])})`);

function head(bits, { name }) {
  const [l1, l2, l3, l4, l5, l6, l7] = logTerms.map(literal);
  return `/* ${name}, ${bits}-bit vectors. Compile with -O3 -ffp-contract=off. */
#include <math.h>
#include <stdint.h>
#define W ${bits / 64}
typedef double V __attribute__((vector_size(8 * W)));
typedef int64_t M __attribute__((vector_size(8 * W)));
typedef uint64_t U __attribute__((vector_size(8 * W)));
static inline V choose(M m, V a, V b) { return m ? a : b; }
static inline V absolute(V x) { return (V)((M)x & 0x7fffffffffffffffLL); }
static inline V truth(M m) { return (V)(m & (M)((V){0} + 1.0)); }
static inline V root(V x) { V r; for (int k = 0; k < W; k++) r[k] = __builtin_sqrt(x[k]); return r; }
static inline V whole(V x) { V r; for (int k = 0; k < W; k++) r[k] = __builtin_floor(x[k]); return r; }
#define MAGIC 6755399441055744.0
static inline V two_to(V k) { return (V)(((U)(k + MAGIC) + 1023) << 52); }
static inline V exponential(V x0) {
  const V low = choose(x0 < -746.0, (V){0} - 746.0, x0), x = choose(710.0 < low, (V){0} + 710.0, low);
  const V k = (x * 1.4426950408889634 + MAGIC) - MAGIC;
  const V high = x - k * 6.93147180369123816490e-1, rest = k * 1.90821492927058770002e-10, r = high - rest;
  const V p = ${horner(expTerms, "r")};
  const V e = 1.0 + (high + (r * r * p - rest));
  const V half = (k * 0.5 + MAGIC) - MAGIC;
  return e * two_to(half) * two_to(k - half);
}
static inline V log_of(V x, V shift) {
  const U e = ((U)x + 0x00095f6200000000ULL) >> 52;
  const V k = (V)(e | 0x4330000000000000ULL) - 4503599627370496.0 - 1023.0 - shift;
  const V f = (V)((U)x - ((e - 1023) << 52)) - 1.0;
  const V s = f / (2.0 + f), z = s * s, w = z * z, half = 0.5 * f * f;
  const V even = w * (${l2} + w * (${l4} + w * ${l6})), odd = z * (${l1} + w * (${l3} + w * (${l5} + w * ${l7})));
  return k * 6.93147180369123816490e-1 - ((half - (s * (half + (odd + even)) + k * 1.90821492927058770002e-10)) - f);
}
static inline V logarithm(V x) {
  const M small = x < 0x1p-1022;
  const V l = log_of(choose(small, x * 0x1p54, x), choose(small, (V){0} + 54.0, (V){0}));
  const V special = choose(x == 0.0, (V){0} - INFINITY, choose(x == INFINITY, x, (V){0} + NAN));
  return choose((x > 0.0) & (x < INFINITY), l, special);
}
#ifndef SEED
#define SEED 1
#endif
/* Philox4x32-10 and Box-Muller: lane by lane for the words, which gcc turns into vectors, then on vectors. */
static void normal_pairs(uint32_t first, uint32_t period, uint32_t group, double *to_first, double *to_second) {
  double u1[${lanes}] __attribute__((aligned(64))), u2[${lanes}] __attribute__((aligned(64)));
  for (int i = 0; i < ${lanes}; i++) {
    uint32_t a = first + i, b = period, c = group, d = 0, k0 = SEED, k1 = 0;
    for (int r = 0; r < 10; r++) {
      const uint64_t p0 = (uint64_t)a * 0xd2511f53u, p1 = (uint64_t)c * 0xcd9e8d57u;
      a = (uint32_t)(p1 >> 32) ^ b ^ k0; b = (uint32_t)p1; c = (uint32_t)(p0 >> 32) ^ d ^ k1; d = (uint32_t)p0;
      k0 += 0x9e3779b9u; k1 += 0xbb67ae85u;
    }
    u1[i] = ((double)(int32_t)(a >> 5) * 0x1p26 + (double)(int32_t)(b >> 6)) * 0x1p-53;
    u2[i] = ((double)(int32_t)(c >> 5) * 0x1p26 + (double)(int32_t)(d >> 6)) * 0x1p-53;
  }
  for (int i = 0; i < ${lanes}; i += W) {
    const V radius2 = -2.0 * log_of(1.0 - *(V *)(u1 + i), (V){0});
    V radius; for (int k = 0; k < W; k++) radius[k] = __builtin_sqrt(radius2[k]);
    const V quarters = *(V *)(u2 + i) * 4.0, qm = quarters + MAGIC, y = (quarters - (qm - MAGIC)) * 1.5707963267948966, y2 = y * y;
    const V sine = y + y * (y2 * ${horner(sineTerms, "y2")});
    const V cosine = 1.0 - 0.5 * y2 + y2 * y2 * ${horner(cosineTerms, "y2")};
    const U q = (U)qm; const M odd = (M)(q & 1) != 0;
    const V c = (V)((U)choose(odd, sine, cosine) ^ (((q + 1) << 62) & 0x8000000000000000ULL));
    const V s = (V)((U)choose(odd, cosine, sine) ^ ((q << 62) & 0x8000000000000000ULL));
    *(V *)(to_first + i) = radius * c;
    *(V *)(to_second + i) = radius * s;
  }
}
`;
}

/**
 * A program that makes one run for each line that it reads, and prints its milliseconds; at the end of its input it
 * prints a checksum of the bits of all outputs of all paths.
 */
export function mainInC(program, paths) {
  const cells = program.outputs.length * (program.periods + 1);
  const starts = program.states.map(({ first }) => literal(program.constants[program.setup.a[first]]));
  return `
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static const double start[] = {${starts.join(",")}};
static const double given[] = {${[...program.givenDefault].map(literal).join(",")}};
int main(void) {
  double *out = (double *)aligned_alloc(64, sizeof(double) * ${cells} * ${paths});
  while (getchar() != EOF) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (long p = 0; p < ${paths}; p += 1024) run(p, 1024, out + p * ${cells}, given, start);
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.4f\\n", (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6);
    fflush(stdout);
  }
  uint64_t sum = 0;
  for (long p = 0; p < ${paths}; p += 1024)
    for (long c = 0; c < ${cells}; c++)
      for (long k = 0; k < 1024; k++)
        if (c % ${program.periods + 1}) { uint64_t w; __builtin_memcpy(&w, out + p * ${cells} + c * 1024 + k, 8); sum = sum * 1099511628211ULL + w; }
  printf("%016llx\\n", (unsigned long long)sum);
}
`;
}
