import { expect, test } from "vitest";
import type { Economy } from "../../src/model/circular/economy.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { runEconomy } from "../../src/report/backtest-run.ts";
import { smallEconomy } from "./small-economy.ts";

const economy = smallEconomy("2024Q4", 2);
const options = { paths: 10, seed: 1 };

const withText = (text: string): Economy => ({
  ...economy,
  model: readTextModel({ file: "broken.yaml", text }),
});

test("only the series that are asked for are kept", async () => {
  const run = await runEconomy(economy, { ...options, series: new Set(["lab.runRate", "nobody.cash"]) });
  expect(run.program.outputs.map(({ name }) => name)).toEqual(["late"]);
  expect(run.record!.values).toHaveLength(10 * 3);
});

test("an economy that fails on every path is an error", async () => {
  const broken = withText(`model: broken
periods: 2
initial: {sales: 1}
equations:
  sales: log(0 - sales[-1])
`);
  await expect(runEconomy(broken, { ...options, series: new Set(["aws.revenue"]) })).rejects.toMatchObject({
    code: "ECONOMY_FAILED",
  });
});

test("accounts that leak are an error", async () => {
  const broken = withText(`model: broken
periods: 2
initial: {sales: 1}
equations: {sales: "sales[-1] + 1"}
balance:
  flows: {sale: {buyer: -sales, seller: 0.999 * sales}}
`);
  await expect(runEconomy(broken, { ...options, series: new Set(["aws.revenue"]) })).rejects.toMatchObject({
    code: "ECONOMY_IMBALANCE",
  });
});
