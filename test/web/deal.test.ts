// The deal in the browser: what was put in, how it is used up, and what must be true, with the command line's figures.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { amountIn } from "../../src/report/series-text.ts";
import {
  burnDownFinding,
  missFinding,
  returnFinding,
  useFinding,
} from "../../src/web/views/deal/findings.ts";
import type { BurnDown } from "../../src/web/views/deal/shapes.ts";
import { type Opened, openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";
import { chromiumPath } from "./chromium.ts";

const roundtrip = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
const timeout = 240_000;
const all = (page: Page) => page.getByText("All figures of the price").waitFor({ timeout });
/** One page for all tests: what it has run need not be run again. */
const of: { app?: Opened } = {};

beforeAll(async () => {
  if (chromiumPath() !== undefined) of.app = await openApp("/#deal");
}, timeout);

function told(...words: string[]): unknown {
  const options = { encoding: "utf8", maxBuffer: 2 ** 28 } as const;
  return JSON.parse(execFileSync(process.execPath, [roundtrip, ...words, "--json"], options));
}

async function openDeal(query = ""): Promise<Page> {
  const { page } = of.app!;
  await page.evaluate((hash) => (location.hash = hash), `#deal?${query}`);
  return page;
}

const findings = (page: Page) => page.locator("figure.chart figcaption").getByRole("heading").allInnerTexts();

inBrowser("every chart has the command line's finding", { timeout }, async () => {
  const { page, errors } = of.app!;
  await all(page);
  const burnDown = told("burn-down") as BurnDown;
  const [lab, vendor] = ["Anthropic", "Amazon"];
  const shown = await findings(page);
  for (const finding of [
    burnDownFinding(burnDown, lab),
    missFinding(burnDown),
    returnFinding(burnDown, vendor),
  ])
    expect(shown).toContain(finding);
  const { case: trip } = told("report") as {
    case: { putInUsd: { low: number }; pledgedUsd: { low: number } };
  };
  expect(shown[0]).toContain(amountIn(trip.putInUsd.low, "USD"));
  expect(shown[0]).toContain(amountIn(trip.pledgedUsd.low, "USD"));
  expect(shown.find((one) => one.includes("$350B"))).toMatch(/\$350B .*\$800B .*\$1T/u);
  expect(await page.evaluate(() => performance.getEntriesByName("first-picture").length)).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

inBrowser("each leg leads to its record, and axe finds nothing, light and dark", { timeout }, async () => {
  const page = await openDeal();
  await all(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include("main").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
  }
  await page.getByRole("link", { name: "amazon-anthropic-2024-11", exact: true }).first().click();
  const record = page.getByRole("complementary", { name: "From the book" });
  await record.getByText("amazon-anthropic-2024-11", { exact: true }).first().waitFor();
});

inBrowser(
  "a shock with its quarter and a slider change what the command line would change, and the link keeps both",
  { timeout },
  async () => {
    const page = await openDeal();
    await all(page);
    await page.getByRole("combobox", { name: "Scenario" }).selectOption("plan-missed-30");
    await page.getByRole("combobox", { name: "From", exact: true }).selectOption("2028Q1");
    const thumb = page.locator("[data-assumption='firm-share'] input[type=range]");
    await thumb.focus();
    for (let k = 0; k < 8; k++) await page.keyboard.press("ArrowLeft");
    await expect
      .poll(() => decodeURIComponent(page.url()))
      .toMatch(/scenario=plan-missed-30@2028Q1&set=firm-share=/u);
    const params = new URLSearchParams(page.url().split("?")[1]);
    const [scenario, set] = [params.get("scenario")!, params.get("set")!];
    const burnDown = told("burn-down", "--scenario", scenario, "--set", set) as BurnDown;
    const expected = [burnDownFinding(burnDown, "Anthropic"), missFinding(burnDown)];
    await expect.poll(() => findings(page), { timeout }).toEqual(expect.arrayContaining(expected));
    await page.getByRole("button", { name: "Take back: part of a headline" }).click();
    await expect.poll(() => page.url()).not.toContain("firm-share");
  },
);

inBrowser("another contract is chosen and restored; one that is none is told", { timeout }, async () => {
  const page = await openDeal("leg=openai-coreweave-2025-03");
  const choice = page.getByLabel("Which contract");
  await expect.poll(() => choice.inputValue(), { timeout }).toBe("openai-coreweave-2025-03");
  expect(await page.getByText("put in").count()).toBe(0);
  await choice.selectOption("openai-oracle-2025-07-commitment");
  expect(page.url()).toContain("leg=openai-oracle-2025-07-commitment");
  await openDeal("leg=none&scenario=nothing");
  await page.getByText("The link asks for leg=none").waitFor({ timeout });
  await page.getByText("The link asks for scenario=nothing").waitFor({ timeout });
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
