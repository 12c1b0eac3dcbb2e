// The deal in the browser: what was put in, how it is used up, and what must be true, with the command line's figures.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { amountIn } from "../../src/report/series-text.ts";
import {
  burnDownFinding,
  missFinding,
  returnFinding,
  useFinding,
} from "../../src/web/views/deal/findings.ts";
import type { BurnDown } from "../../src/web/views/deal/shapes.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const roundtrip = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
const timeout = 240_000;
const all = (page: Page) => page.getByText("All figures of the price").waitFor({ timeout });

inBrowser("every chart has the command line's finding", { timeout }, async () => {
  const { page, errors } = await openApp("/#deal");
  await all(page);
  const told = (...words: string[]): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [roundtrip, ...words, "--json"], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      }),
    );
  const burnDown = told("burn-down") as BurnDown;
  const [lab, vendor] = ["Anthropic", "Amazon"];
  const findings = await page.locator("figure.chart figcaption").getByRole("heading").allInnerTexts();
  for (const finding of [
    burnDownFinding(burnDown, lab),
    missFinding(burnDown),
    returnFinding(burnDown, vendor),
  ])
    expect(findings).toContain(finding);
  const { case: of } = told("report") as { case: { putInUsd: { low: number }; pledgedUsd: { low: number } } };
  expect(findings[0]).toContain(amountIn(of.putInUsd.low, "USD"));
  expect(findings[0]).toContain(amountIn(of.pledgedUsd.low, "USD"));
  expect(findings.find((one) => one.includes("$350B"))).toMatch(/\$350B .*\$800B .*\$1T/u);
  expect(await page.evaluate(() => performance.getEntriesByName("first-picture").length)).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

inBrowser("another contract is chosen and restored; one that is none is told", { timeout }, async () => {
  const { page } = await openApp("/#deal?leg=openai-coreweave-2025-03");
  const choice = page.getByLabel("Which contract");
  await choice.waitFor({ timeout });
  expect(await choice.inputValue()).toBe("openai-coreweave-2025-03");
  expect(await page.getByText("put in").count()).toBe(0);
  await choice.selectOption("openai-oracle-2025-07-commitment");
  expect(page.url()).toContain("leg=openai-oracle-2025-07-commitment");
  await page.goto(page.url().replace(/leg=[^&]*/u, "leg=none"));
  await page.getByText("The link asks for leg=none").waitFor({ timeout });
});

inBrowser("each leg leads to its record, and axe finds nothing, light and dark", { timeout }, async () => {
  for (const scheme of ["light", "dark"] as const) {
    const { page } = await openApp("/#deal", { scheme });
    await all(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
    await page.getByRole("link", { name: "amazon-anthropic-2024-11", exact: true }).first().click();
    const record = page.getByRole("complementary", { name: "From the book" });
    await record.getByText("amazon-anthropic-2024-11", { exact: true }).first().waitFor();
  }
});

const points = (p50: number) => ({ p5: p50, p50, p95: p50 });
const row = (quarter: string, minimum: number, used: number) => ({
  quarter,
  minimum: points(minimum),
  used: points(used),
  missed: null,
});

test("the finding on use names the year with the largest gap, or says that there is none", () => {
  const rows = [row("2027Q4", 2e9, 1e9), row("2028Q4", 9e9, 4e9), row("2029Q4", 1e9, 5e9)];
  expect(useFinding({ party: "lab", rows }, "Lab")).toContain("In 2028 Lab's contracts ask for $9B");
  expect(useFinding({ party: "lab", rows: rows.slice(2) }, "Lab")).toContain("uses more every year");
  expect(useFinding({ party: "lab", rows: [] }, "Lab")).toContain("no contract with a minimum");
});

test("money that does not come back is said to be so", () => {
  const returns = [
    { quarter: "2027Q4", putIn: points(1), paidPerDollar: points(0.4), afterOwningPerDollar: points(-0.1) },
  ];
  const of = {
    shapes: [
      {
        shape: "flat",
        years: [],
        usedUp: { p50: null, never: 1 },
        missedByYear: [],
        missedEver: null,
        returns,
      },
    ],
  };
  const finding = returnFinding(of as unknown as BurnDown, "Seller");
  expect(finding).toContain("has not been paid back a dollar");
  expect(finding).toContain("-$0.1 is left");
});
