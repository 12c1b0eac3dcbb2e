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
