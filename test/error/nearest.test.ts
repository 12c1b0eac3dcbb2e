import { expect, test } from "vitest";
import { didYouMean, nearest } from "../../src/error/nearest.ts";

const clouds = ["nimbus-cloud", "cirrus", "stratus"];

test("two letters that changed places are one slip", () => {
  expect(nearest("nimbus-cluod", clouds)).toBe("nimbus-cloud");
});
test("case does not matter", () => {
  expect(nearest("CIRRUS", clouds)).toBe("cirrus");
});
test("nothing is suggested for a word that is like none", () => {
  expect(didYouMean("zebra", clouds)).toBe("");
});
test("one letter is no slip of another", () => {
  expect(didYouMean("r", ["d", "Y", "C"])).toBe("");
  expect(nearest("y", ["d", "Y"])).toBe("Y");
  expect(nearest("r", ["d", "r1"])).toBe("r1");
});
test("an id that goes on after what was typed comes before one that is spelled alike", () => {
  const deals = ["nimbus-ipo-2026", "nimbus-cirrus-2026-04", "nimbus-cirrus-2027-01"];
  expect(didYouMean("nimbus-cirrus-2026", deals)).toBe('Did you mean "nimbus-cirrus-2026-04"?');
  expect(didYouMean("nimbus-ipo-2025", deals)).toBe('Did you mean "nimbus-ipo-2026"?');
});
