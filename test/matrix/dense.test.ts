import fc from "fast-check";
import { expect, test } from "vitest";
import { luInverse, luOf, luSolve } from "../../src/matrix/dense.ts";

test("a matrix with a zero on its diagonal is solved all the same", () => {
  const lu = luOf(Float64Array.of(0, 2, 1, 0), 2)!;
  expect([...luSolve(lu, Float64Array.of(4, 3))]).toEqual([3, 2]);
  expect([...luInverse(lu)]).toEqual([0, 1, 0.5, 0]);
});
test("a singular matrix has no decomposition", () => {
  expect(luOf(Float64Array.of(1, 2, 2, 4), 2)).toBeUndefined();
  expect(luOf(Float64Array.of(0.3, 0.6, 0.1, 0.2), 2)).toBeUndefined();
});
test("a matrix times its inverse is one", () => {
  const cells = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 });
  fc.assert(
    fc.property(cells, (values) => {
      const m = Float64Array.from(values, (x, at) => x + (at % 7 === 0 ? 6 : 0));
      const inverse = luInverse(luOf(m, 6)!);
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) {
          let sum = 0;
          for (let k = 0; k < 6; k++) sum += m[i * 6 + k]! * inverse[k * 6 + j]!;
          expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
        }
      }
    }),
    { seed: 20_261_120, numRuns: 200 },
  );
});
