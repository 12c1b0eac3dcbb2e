import { expect, test } from "vitest";
import { countEvent, eventProbability, joinEvents } from "../../src/paths/event.ts";

// Four paths over periods 0 to 3: one fails, one never, one in period 1 and again, one in period 3.
const indicator = [
  undefined,
  Float64Array.of(NaN, 0, 1, 0),
  Float64Array.of(1, 0, 0, -0),
  Float64Array.of(1, 0, 1, 2),
];
const failed = Uint8Array.of(1, 0, 0, 0);

test("an event is counted in the first period in which its indicator is not zero", () => {
  expect(countEvent(indicator, failed)).toEqual({ paths: 3, firstIn: [0, 1, 0, 1] });
});

test("its probability by period only grows, and ends at that of the whole horizon", () => {
  const { byPeriod, ...whole } = eventProbability(countEvent(indicator, failed));
  expect(byPeriod.map(({ probability }) => probability)).toEqual([0, 1 / 3, 1 / 3, 2 / 3]);
  expect(whole).toEqual(byPeriod[3]);
});

test("counts of parts of a run add up to those of the run", () => {
  const part = (from: number, to: number) =>
    countEvent(
      indicator.map((values) => values?.slice(from, to)),
      failed.slice(from, to),
    );
  expect(joinEvents(part(0, 3), part(3, 4))).toEqual(countEvent(indicator, failed));
  expect(() => joinEvents(part(0, 1), { paths: 1, firstIn: [0] })).toThrow(RangeError);
});

test("an indicator of a path that did not fail is a number", () => {
  expect(() => countEvent([Float64Array.of(0, NaN)], Uint8Array.of(0, 0))).toThrow(
    "Path 1 is NaN in period 0",
  );
});
test("no period and no valid path have no probability", () => {
  expect(eventProbability(countEvent([Float64Array.of(1)], Uint8Array.of(1))).probability).toBeNull();
});
