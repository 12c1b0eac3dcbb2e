// Futures in the browser: the command line's figures, a link that restores everything, the keyboard, downloads.

import { execFileSync, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { amountIn, percent } from "../../src/report/series-text.ts";
import { type Opened, openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";
import { chromiumPath } from "./chromium.ts";
import { askDesk } from "./desk-worker.ts";

const roundtrip = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
const timeout = 240_000;
/** One page for all tests: what it has run need not be run again. */
const of: { app?: Opened } = {};

beforeAll(async () => {
  if (chromiumPath() !== undefined) of.app = await openApp("/#claims");
}, timeout);

async function openFutures(query: string): Promise<Opened> {
  const app = of.app!;
  await app.page.evaluate((hash) => (location.hash = hash), "#claims");
  await app.page.locator(".finding").waitFor({ timeout });
  await app.page.evaluate((hash) => (location.hash = hash), `#futures?${query}`);
  await app.page.locator("[data-old='false']").waitFor({ timeout });
  return app;
}

const settled = (page: Page) => page.locator("[data-paths='10000'][data-old='false']").waitFor({ timeout });

async function tableRow(page: Page, name: string, quarter: string): Promise<string[]> {
  const table = page.getByRole("region", { name });
  if (!(await table.isVisible())) await page.getByText(`The ${name.toLowerCase()}`).click();
  return table.getByRole("row").filter({ hasText: quarter }).getByRole("cell").allInnerTexts();
}

inBrowser(
  "figures, chances and what a scenario changes are the command line's, of the same futures",
  { timeout },
  async () => {
    const scenario = "rates-up=0.05@2027Q1";
    const { page, errors } = await openFutures(
      `party=mistral&series=runRate&years=10&seed=7&scenario=${encodeURIComponent(scenario)}`,
    );
    await settled(page);
    const { series, events } = JSON.parse(
      execFileSync(
        process.execPath,
        [
          roundtrip,
          ...`simulate --party mistral --json --paths 10000 --seed 7 --scenario ${scenario}`.split(" "),
        ],
        { encoding: "utf8", maxBuffer: 2 ** 28 },
      ),
    ) as {
      series: Record<string, Record<string, number[]>>;
      events: Record<string, { probability: number; low: number; high: number }>;
    };
    const figures = series["mistral.runRate"]!;
    const at = 17; // 2030Q4, the eighteenth after 2026Q2
    const shown = ["p5", "p25", "p50", "p75", "p95", "mean"].map((point) =>
      amountIn(figures[point]![at]!, "USD"),
    );
    expect((await tableRow(page, "Figures by quarter", "2030Q4")).slice(0, 6)).toEqual(shown);
    const { probability, low, high } = events["mistral.default"]!;
    expect(await page.locator("[data-event='mistral.default'] td").first().innerText()).toBe(
      `${percent(probability)} (${percent(low)} to ${percent(high)})`,
    );
    // That a worker has the digits of `stress` is tested with the engine.
    const watch = { paths: 10_000, seed: 7, scenario: [scenario], against: {}, events: [] };
    const { got } = await askDesk(page, { want: "watch", watch: { ...watch, series: ["mistral.runRate"] } });
    const change = got!.against!.changes["mistral.runRate"] as Record<string, number[]>;
    const points = ["mean", "low", "high", "p5", "p50", "p95"];
    expect((await tableRow(page, "Changes by quarter", "2030Q4")).slice(0, 6)).toEqual(
      points.map((point) => amountIn(change[point]![at]!, "USD")),
    );
    const finding = await page.locator("figure.chart figcaption").getByRole("heading").nth(1).innerText();
    expect(finding).toContain(`${amountIn(change["low"]!.at(-1)!, "USD")} to `);
    expect(finding).toContain(amountIn(change["high"]!.at(-1)!, "USD"));
    const csv = await saved(page, 1, "CSV");
    const last = csv.trimEnd().split("\r\n").at(-1)!.split(",");
    expect(last.slice(3, 6).map(Number)).toEqual(
      ["mean", "low", "high"].map((point) => change[point]!.at(-1)),
    );
    expect(errors).toEqual([]);
  },
);

async function saved(page: Page, chart: number, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("figure.chart").nth(chart).getByRole("button", { name, exact: true }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

inBrowser(
  "futures start from the quarter of the link, with the command line's figures",
  { timeout },
  async () => {
    const { page, errors } = await openFutures("party=mistral&series=runRate&from=2026Q1");
    await settled(page);
    const asked = "simulate --party mistral --json --paths 10000 --from 2026Q1";
    const { series, start } = JSON.parse(
      execFileSync(process.execPath, [roundtrip, ...asked.split(" ")], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      }),
    ) as { start: string; series: Record<string, Record<string, number[]>> };
    expect(start).toBe("2026Q1");
    const median = series["mistral.runRate"]!["p50"]!;
    const cells = await tableRow(page, "Figures by quarter", "2028Q4");
    expect(cells[2]).toBe(amountIn(median[10]!, "USD")); // the eleventh after 2026Q1
    const choice = page.getByLabel("Starts after");
    expect(await choice.inputValue()).toBe("2026Q1");
    await choice.selectOption("");
    await expect.poll(() => page.url()).not.toContain("from=");
    await choice.selectOption("2025Q4");
    await expect.poll(() => page.url()).toContain("from=2025Q4");
    await page.locator("[data-old='false']").waitFor({ timeout });
    await page.reload();
    await page.locator("[data-old='false']").waitFor({ timeout });
    await expect.poll(() => choice.inputValue()).toBe("2025Q4");
    expect(errors).toEqual([]);
  },
);

inBrowser(
  "what can be no start is told as the command line tells it, and another can be chosen",
  { timeout },
  async () => {
    const { page } = of.app!;
    for (const [from, view] of [
      ["2022Q1", "futures"],
      ["2031Q1", "stress"],
      ["soon", "deal"],
    ] as const) {
      const told = spawnSync(process.execPath, [roundtrip, "simulate", "--json", "--from", from], {
        encoding: "utf8",
      });
      const { error } = JSON.parse(told.stdout) as { error: { code: string; message: string } };
      await page.evaluate((hash) => (location.hash = hash), `#${view}?from=${from}`);
      const trouble = page.getByRole("alert").filter({ hasText: error.code });
      await trouble.waitFor({ timeout });
      expect(await trouble.innerText()).toContain(error.message);
      expect(await page.getByLabel("Starts after").inputValue()).toBe(from);
    }
    await page.getByLabel("Starts after").selectOption("2026Q1");
    await page.getByText("futures after 2026Q1").waitFor({ timeout });
  },
);

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

inBrowser(
  "unless told otherwise a lab's run-rate is shown, and the cash of who has none",
  { timeout },
  async () => {
    const { page } = await openFutures("");
    expect(await page.getByLabel("What of it").inputValue()).toBe("runRate");
    await page.getByLabel("Whose future").selectOption("nvidia");
    await expect.poll(() => page.getByLabel("What of it").inputValue()).toBe("cash");
  },
);

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
  const { page } = of.app!;
  await page.evaluate(
    (hash) => (location.hash = hash),
    "#futures?party=mistral&scenario=plan-met&scenario=plan-missed-40",
  );
  await page.getByText("SCENARIO_CONTRADICTORY").waitFor({ timeout });
});

inBrowser(
  "the fan can be taken away as CSV and as SVG, with title, source and date inside",
  { timeout },
  async () => {
    const { page } = await openFutures("party=mistral&series=cash");
    const finding = await page.locator("figure.chart figcaption").getByRole("heading").first().innerText();
    const csv = await saved(page, 0, "CSV");
    const lines = csv.split("\r\n").filter((line) => !line.startsWith("#"));
    expect(lines[0]).toBe("series,unit,quarter,mean,p5,p25,p50,p75,p95,p50 without the changes");
    expect(lines.filter((line) => line.startsWith("mistral.cash,USD,20"))).toHaveLength(40);
    expect(csv).toContain("as known on 2026-10-10");
    const svg = await saved(page, 0, "SVG");
    expect(svg).toMatch(/^<\?xml/u);
    expect(svg).toContain("Source: ");
    expect(svg).toContain(finding.split("'s ")[0]!);
  },
);

inBrowser("axe finds nothing, light and dark", { timeout }, async () => {
  const { page } = await openFutures(
    "party=mistral&series=cash&scenario=funding-winter&set=winter-rate%3D4%25",
  );
  await page.getByText("The figures by quarter").click();
  await page.getByText("The changes by quarter").click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include("main").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
  }
});

inBrowser("a phone scrolls only up and down", { timeout }, async () => {
  const { page } = await openFutures("party=spacex&scenario=party-fails:coreweave&set=winter-rate%3D4%25");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
