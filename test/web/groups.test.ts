// Which assumptions stand on sliders.

import { expect, test } from "vitest";
import type { UsedAssumption } from "../../src/web/engine/prospect.ts";
import { groupsFor } from "../../src/web/views/futures/groups.ts";

const used = (id: string): UsedAssumption => ({
  id,
  parameter: id,
  unit: "1",
  distribution: "uniform",
  low: 0,
  high: 1,
  central: 0.5,
  written: "",
  reason: null,
  isDrawn: true,
});
const ids = (groups: ReturnType<typeof groupsFor>): string[] =>
  groups.flatMap(({ assumptions }) => assumptions.map(({ id }) => id));
const assumptions = ["ceiling-ent", "kappa-0-openai", "kappa-0-anthropic", "capex-drift", "market-cap"].map(
  (id) => used(id),
);

test("what the economy does not use is left out, with its group", () => {
  const groups = groupsFor({ id: "openai", role: "lab" }, "cash", { assumptions: [used("ceiling-ent")] });
  expect(ids(groups)).toEqual(["ceiling-ent"]);
  expect(groups).toHaveLength(1);
});

test("assumptions about another party are none of this one's", () => {
  expect(ids(groupsFor({ id: "openai", role: "lab" }, "cash", { assumptions }))).toContain("kappa-0-openai");
  expect(ids(groupsFor({ id: "openai", role: "lab" }, "cash", { assumptions }))).not.toContain(
    "kappa-0-anthropic",
  );
});

test("the first group is that of the series", () => {
  expect(ids(groupsFor({ id: "openai", role: "lab" }, "valuation", { assumptions }))[0]).toBe("market-cap");
  expect(ids(groupsFor({ id: "amazon", role: "builder" }, "revenue", { assumptions }))[0]).toBe(
    "capex-drift",
  );
});
