// Futures in the browser: the command line's figures, a link that restores everything, the keyboard, downloads.

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { amountIn, percent } from "../../src/report/series-text.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const roundtrip = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
const timeout = 240_000;

async function openFutures(query: string, options: Parameters<typeof openApp>[1] = {}) {
  const opened = await openApp(`/#futures?${query}`, options);
  await opened.page.locator("[data-old='false']").waitFor({ timeout });
  return opened;
}

const settled = (page: Page) => page.locator("[data-paths='10000'][data-old='false']").waitFor({ timeout });

async function tableRow(page: Page, quarter: string): Promise<string[]> {
  const table = page.getByRole("region", { name: "Figures by quarter" });
  if (!(await table.isVisible())) await page.getByText("The figures by quarter").click();
  return table.getByRole("row").filter({ hasText: quarter }).getByRole("cell").allInnerTexts();
}

inBrowser("figures and chances are the command line's, of the same futures", { timeout }, async () => {
  const { page, errors } = await openFutures("party=mistral&series=runRate&years=10&seed=7");
  await settled(page);
  const { series, events } = JSON.parse(
    execFileSync(
      process.execPath,
      [roundtrip, "simulate", "--party", "mistral", "--paths", "10000", "--seed", "7", "--json"],
      { encoding: "utf8", maxBuffer: 2 ** 28 },
    ),
  ) as {
    series: Record<string, Record<string, number[]>>;
    events: Record<string, { probability: number; low: number; high: number }>;
  };
  const of = series["mistral.runRate"]!;
  const at = 17; // 2030Q4, the eighteenth after 2026Q2
  const shown = ["p5", "p25", "p50", "p75", "p95", "mean"].map((point) => amountIn(of[point]![at]!, "USD"));
  expect((await tableRow(page, "2030Q4")).slice(0, 6)).toEqual(shown);
  const { probability, low, high } = events["mistral.default"]!;
  expect(await page.locator("[data-event='mistral.default'] td").first().innerText()).toBe(
    `${percent(probability)} (${percent(low)} to ${percent(high)})`,
  );
  expect(errors).toEqual([]);
});

inBrowser(
  "a link restores party, series, scenario, settings and scale; a change goes to the address",
  { timeout },
  async () => {
    const { page } = await openFutures(
      "party=nebius&series=revenue&years=10&scale=log&scenario=rates-up%3D0.03%402028Q1&set=winter-rate%3D4%25",
    );
    const state = async () => ({
      party: await page.getByLabel("Whose future").inputValue(),
      series: await page.getByLabel("What of it").inputValue(),
      years: await page.getByLabel("How far").inputValue(),
      log: await page.getByRole("button", { name: "Log scale" }).getAttribute("aria-pressed"),
      size: await page.getByLabel("added to the yearly rate").inputValue(),
      from: await page.getByRole("combobox", { name: "From", exact: true }).inputValue(),
      changed: await page.getByText("changed: winter-rate=4%").count(),
    });
    const restored = {
      party: "nebius",
      series: "revenue",
      years: "10",
      log: "true",
      size: "0.03",
      from: "2028Q1",
      changed: 1,
    };
    expect(await state()).toEqual(restored);
    await page.getByLabel("How far").selectOption("3");
    expect(page.url()).toContain("years=3");
    await page.reload();
    await page.locator("[data-old='false']").waitFor({ timeout });
    expect(await state()).toEqual({ ...restored, years: "3" });
    await page.getByRole("button", { name: "Take back: chance that a funding winter starts" }).click();
    await expect.poll(() => page.url()).not.toContain("winter-rate");
  },
);

inBrowser("by keyboard alone a slider sets an assumption, and a figure says why", { timeout }, async () => {
  const { page } = await openFutures("party=mistral&series=cash");
  const thumb = page.locator("[data-assumption='ceiling-ent'] input[type=range]");
  expect(await thumb.getAttribute("aria-valuetext")).toContain("drawn: $200B to $3.5T per year");
  await thumb.focus();
  for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowLeft");
  await expect.poll(() => decodeURIComponent(page.url())).toMatch(/set=ceiling-ent=\$\d+B\+per\+year/u);
  expect(await thumb.getAttribute("aria-valuetext")).toMatch(/^set to \$/u);
  await page.locator("[data-old='false']").waitFor({ timeout });
  await expect
    .poll(() => page.locator("figure.chart figcaption").getByRole("heading").first().innerText(), { timeout })
    .toContain("without the changes");
  await page.getByText("The figures by quarter").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Why in 2028Q4" }).focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary", { name: /2028Q4/u });
  await panel.getByText("Assumptions that it depends on").waitFor({ timeout });
  expect(page.url()).toContain("explain=2028Q4");
  await panel.press("Escape");
  await expect.poll(() => page.url()).not.toContain("explain");
});

inBrowser("a quarter of the fan that is clicked says why", { timeout }, async () => {
  const { page } = await openFutures("party=mistral&series=cash");
  await page.locator("[data-quarter='2027Q4']").click();
  await page.getByRole("complementary", { name: /2027Q4/u }).waitFor();
});

inBrowser("what a link asks for and cannot have is told, and the rest is shown", { timeout }, async () => {
  const { page, errors } = await openFutures(
    "party=%3Cb%3Enobody&series=nothing&scenario=the-end&set=winter-rate%3Dmuch&years=400&explain=never&seed=-1",
  );
  const notices = await page.locator(".notices").allInnerTexts();
  for (const name of [
    "party=<b>nobody",
    "series=nothing",
    "scenario=the-end",
    "set=winter-rate=much",
    "years=400",
    "explain=never",
    "seed=-1",
  ])
    expect(notices.join("\n")).toContain(`The link asks for ${name}`);
  expect(await page.getByLabel("Whose future").inputValue()).toBe("anthropic");
  expect(errors).toEqual([]);
});

inBrowser("scenarios that cannot both be are told as the command line tells them", { timeout }, async () => {
  const { page } = await openApp("/#futures?party=mistral&scenario=plan-met&scenario=plan-missed-40");
  await page.getByText("SCENARIO_CONTRADICTORY").waitFor({ timeout });
});

inBrowser(
  "the fan can be taken away as CSV and as SVG, with title, source and date inside",
  { timeout },
  async () => {
    const { page } = await openFutures("party=mistral&series=cash");
    const finding = await page.locator("figure.chart figcaption").getByRole("heading").first().innerText();
    const take = async (name: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("figure").first().getByRole("button", { name }).click(),
      ]);
      return readFile(await download.path(), "utf8");
    };
    await settled(page);
    const csv = await take("CSV");
    const lines = csv.split("\r\n").filter((line) => !line.startsWith("#"));
    expect(lines[0]).toBe("series,unit,quarter,mean,p5,p25,p50,p75,p95,p50 without the changes");
    expect(lines.filter((line) => line.startsWith("mistral.cash,USD,20"))).toHaveLength(40);
    expect(csv).toContain("as known on 2026-10-10");
    const svg = await take("SVG");
    expect(svg).toMatch(/^<\?xml/u);
    expect(svg).toContain("Source: ");
    expect(svg).toContain(finding.split("'s ")[0]!);
  },
);

inBrowser("axe finds nothing, light and dark", { timeout }, async () => {
  for (const scheme of ["light", "dark"] as const) {
    const { page } = await openFutures(
      "party=mistral&series=cash&scenario=funding-winter&set=winter-rate%3D4%25",
      { scheme },
    );
    await settled(page);
    await page.getByText("The figures by quarter").click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
  }
});

inBrowser("a phone scrolls only up and down", { timeout }, async () => {
  const { page } = await openFutures("party=spacex&scenario=party-fails:coreweave&set=winter-rate%3D4%25", {
    viewport: { width: 390, height: 844 },
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
