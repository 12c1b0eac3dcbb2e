// Loops, a dollar and a revenue in a browser: the command line's numbers, links, keyboard, files, nonsense.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { percent } from "../../src/report/circularity.ts";
import { dollars } from "../../src/report/number.ts";
import { shortName } from "../../src/report/short-name.ts";
import type { LookThroughJson, OutsideJson, TraceJson } from "../../src/web/read/dollar.ts";
import type { LoopsJson } from "../../src/web/read/loops.ts";
import type { RevenueJson } from "../../src/web/read/revenue.ts";
import { roundtrip } from "../cli/in-process.ts";
import { defaultBook } from "../small-book.ts";
import { type Opened, openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";
import { chromiumPath } from "./chromium.ts";

async function told<T>(words: string): Promise<T> {
  const { status, stdout } = await roundtrip(`${words} --json`);
  expect(status).toBe(0);
  return JSON.parse(stdout) as T;
}

/** One page for the tests of a book, walked as a reader does. */
const of: { app?: Opened } = {};

beforeAll(async () => {
  if (chromiumPath() !== undefined) of.app = await openApp("/#loops?year=2026");
}, 120_000);

/** The page when all its charts are drawn. */
async function opened(hash: string, charts: number): Promise<Opened> {
  const app = of.app!;
  // Another view between: what was chosen there, and which leg was walked to, is gone.
  await app.page.evaluate(() => (location.hash = "#no-such-view"));
  await app.page.getByRole("heading", { name: "There is no such view" }).waitFor();
  await app.page.evaluate((to) => (location.hash = to), hash);
  await drawn(app.page, charts);
  return app;
}

async function drawn(page: Page, charts: number): Promise<void> {
  await expect.poll(() => page.locator("figure.chart svg").count(), { timeout: 20_000 }).toBe(charts);
}

async function saved(page: Page, chart: number, name: "CSV" | "SVG"): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.locator("figure.chart").nth(chart).getByRole("button", { name, exact: true }).click();
  return readFile(await (await coming).path(), "utf8");
}

/** Lines of a CSV file without those about it, split where no quotes are. */
function rowsOf(csv: string): string[][] {
  return csv
    .split("\r\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(","));
}

const pages = [
  { path: "#loops?year=2026&loop=amazon.anthropic&step=2", charts: 2 },
  { path: "#dollar?party=openai&year=2026", charts: 3 },
  { path: "#revenue?party=aws&year=2025", charts: 2 },
] as const;

for (const { path, charts } of pages) {
  inBrowser(
    `${path} has nothing that axe finds, light and dark, no error, asks nobody else, and fits a phone`,
    async () => {
      const { page, errors, elsewhere } = await opened(path, charts);
      // The menu around it is tested with all views.
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).include("main").analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
      expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
      const { width, height } = page.viewportSize()!;
      await page.setViewportSize({ width: 390, height: 844 });
      onTestFinished(() => page.setViewportSize({ width, height }));
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
        .toBeLessThanOrEqual(0);
      // Text keeps its size: a chart is laid out for its width, not scaled.
      const scales = () =>
        page
          .locator("figure.chart svg")
          .evaluateAll((all) =>
            (all as SVGSVGElement[]).map(
              (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
            ),
          );
      await expect.poll(async () => (await scales()).every((scale) => Math.abs(scale - 1) < 0.05)).toBe(true);
    },
  );
}

inBrowser("loops carry what the command line says, on the page and in the file", async () => {
  const { loops } = await told<LoopsJson>("loops --year 2026");
  expect(loops.length).toBeGreaterThan(1);
  const { page } = await opened("#loops?year=2026", 2);
  const list = page.getByRole("navigation", { name: "Loops of 2026" }).getByRole("link");
  expect(await list.count()).toBe(loops.length);
  for (const [k, loop] of loops.entries())
    expect(await list.nth(k).innerText()).toContain(`${dollars(loop.throughput)} can go round`);
  const first = loops[0]!;
  const legs = page.locator(".leg-list");
  for (const { amountUsd, leg } of first.flows) {
    const link = legs.locator(`a[href*="open=${leg}"]`).first();
    expect(await link.innerText()).toBe(dollars(amountUsd));
  }
  const rows = rowsOf(await saved(page, 0, "CSV"));
  expect(rows[0]).toEqual(expect.arrayContaining(["USD of the year", "leg", "deal"]));
  const amount = rows[0]!.indexOf("USD of the year");
  const inFile = rows.slice(1).map((row) => Number(row[amount]));
  expect(new Set(inFile)).toEqual(new Set(first.flows.map(({ amountUsd }) => amountUsd)));
  expect(inFile).toHaveLength(first.flows.length);
});

inBrowser("a picture that is taken away has its finding, its source and its date inside", async () => {
  const { page } = await opened("#loops?year=2026", 2);
  for (const chart of [0, 1]) {
    const finding = await page.locator("figure.chart figcaption h2").nth(chart).innerText();
    const svg = await saved(page, chart, "SVG");
    const parsed = await page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      return { name: root.nodeName, title: root.querySelector("title")?.textContent, text: root.textContent };
    }, svg);
    expect(parsed).toMatchObject({ name: "svg", title: finding });
    expect(parsed.text).toMatch(/Source: .*as known on \d{4}-\d\d-\d\d/u);
    expect(svg).not.toMatch(/var\(|class=/u);
  }
});

inBrowser("the way back of the Sankey is drawn apart and listed as such", async () => {
  const { page } = await opened("#loops?year=2026", 2);
  const back = page.locator(".sankey a .ribbon.back");
  const drawn = await back.count();
  expect(drawn).toBeGreaterThan(0);
  await page.getByText("The same as a table").first().click();
  const table = page.getByRole("region", { name: "Payments drawn" });
  expect(await table.getByRole("cell", { name: "yes", exact: true }).count()).toBe(drawn);
  const rows = rowsOf(await saved(page, 1, "CSV"));
  expect(rows.filter((row) => row[rows[0]!.indexOf("way back")] === "true")).toHaveLength(drawn);
});

inBrowser("a loop is walked by keyboard alone, and the link brings back its leg", async () => {
  const { page } = await opened("#loops?year=2026&loop=amazon.anthropic", 2);
  const now = page.locator(".walk-now");
  expect(await now.innerText()).toMatch(/^Leg 1 of 2: Amazon puts/u);
  await page.getByRole("button", { name: "Next leg" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => now.innerText()).toMatch(/^Leg 2 of 2: Anthropic pays/u);
  expect(new URL(page.url()).hash).toBe("#/loops?year=2026&loop=amazon.anthropic&step=2");
  await page.reload();
  await expect.poll(() => now.innerText()).toMatch(/^Leg 2 of 2/u);
  await page.getByRole("link", { name: /^Leg 1: Amazon pays Anthropic/u }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => now.innerText()).toMatch(/^Leg 1 of 2/u);
});

inBrowser("a loop plays to its last leg; nothing moves for who wants it still", async () => {
  const { page } = await opened("#loops?year=2026&loop=amazon.anthropic", 2);
  expect(await page.locator(".ring-dollar").count()).toBe(1);
  await page.emulateMedia({ reducedMotion: "reduce" });
  onTestFinished(() => page.emulateMedia({ reducedMotion: null }));
  await expect.poll(() => page.locator(".ring-dollar").count()).toBe(0);
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => page.locator(".walk-now").innerText(), { timeout: 6000 }).toMatch(/^Leg 2 of 2/u);
  await page.getByRole("button", { name: "Play" }).waitFor();
});

inBrowser("each leg of a loop opens its record with sources", async () => {
  const { page } = await opened("#loops?year=2026&loop=amazon.anthropic", 2);
  const link = page.locator(".leg-list li li a").first();
  const id = new URLSearchParams((await link.getAttribute("href"))!.split("?")[1]).get("open")!;
  await link.click();
  const panel = page.getByRole("complementary", { name: "From the book" });
  await panel.getByText(id, { exact: true }).first().waitFor();
  await panel.getByRole("heading", { name: "Who says so" }).first().waitFor();
});

inBrowser("the parts of a dollar are the command line's, what is not known among them", async () => {
  const question = "openai --year 2026";
  const trace = await told<TraceJson>(`trace ${question}`);
  const outside = await told<OutsideJson>(`outside ${question}`);
  const through = await told<LookThroughJson>(`look-through ${question}`);
  const { page } = await opened("#dollar?party=openai&year=2026", 3);
  const figures = await page.locator(".share-flow").nth(0).locator(".share-figure").allTextContents();
  expect(figures).toEqual(
    expect.arrayContaining(
      [trace.returned!.directly, trace.returned!.throughOthers, trace.endsAt["openai"]!, trace.notKnown!].map(
        percent,
      ),
    ),
  );
  const unknown = page.locator(".share-flow").nth(0).locator("g", { hasText: "not known to whom" });
  expect(await unknown.textContent()).toContain(percent(trace.notKnown!));
  expect(await page.locator(".share-flow").nth(1).locator(".share-figure").allTextContents()).toEqual(
    Object.values(outside.sources!)
      .toSorted((a, b) => b - a)
      .map(percent),
  );
  const behind = await page.locator(".behind .bar-name").allTextContents();
  expect(behind[0]).toContain(`${percent(through.touches["microsoft"]!)} passes it`);
  expect(behind.at(-1)).toContain("not known");
  const rows = rowsOf(await saved(page, 0, "CSV"));
  const total = rows.slice(1).reduce((sum, row) => sum + Number(row.at(-1)), 0);
  expect(total).toBeCloseTo(1, 9);
});

inBrowser("a party is found by typing its name, and stays after a reload", async () => {
  const { page } = await opened("#dollar?year=2026", 3);
  const field = page.getByRole("combobox", { name: "Whose dollar" });
  await field.focus();
  await field.fill("CoreW");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).hash).toBe("#/dollar?year=2026&party=coreweave");
  await page.getByText("A dollar of CoreWeave").first().waitFor();
  await page.reload();
  await page.getByText("A dollar of CoreWeave").first().waitFor();
  expect(await page.getByRole("combobox", { name: "Whose dollar" }).inputValue()).toBe("CoreWeave Inc.");
});

/** Ids of parties among some words stand on the page as names. */
async function named(words: string): Promise<string> {
  const book = await defaultBook();
  return words
    .split(" ")
    .map((word) => shortName({ book }, word))
    .join(" ");
}

inBrowser("a revenue shows all three figures of each class, and its backlog beside it", async () => {
  const revenue = await told<RevenueJson>("revenue aws --year 2025");
  const { page } = await opened("#revenue?party=aws&year=2025", 2);
  const written = await page.locator(".ranges").nth(0).textContent();
  for (const { atLeast, proRata, atMost } of Object.values(revenue.classes!)) {
    if (atLeast === atMost) expect(written).toContain(dollars(atMost));
    else
      expect(written).toContain(
        `at least ${dollars(atLeast)}, pro rata ${dollars(proRata)}, at most ${dollars(atMost)}`,
      );
  }
  const backlog = await page.locator(".ranges").nth(1).textContent();
  for (const figure of Object.values(revenue.backlogClasses!)) expect(backlog).toContain(dollars(figure));
  for (const what of revenue.missing)
    await page
      .getByText(await named(what))
      .first()
      .waitFor();
  const rows = rowsOf(await saved(page, 0, "CSV"));
  expect(rows.slice(1).map((row) => row.slice(1).map(Number))).toEqual(
    Object.values(revenue.classes!).map(({ atLeast, proRata, atMost }) => [atLeast, proRata, atMost]),
  );
});

inBrowser("a revenue without a number names what is missing, and a group its segment", async () => {
  const { missing } = await told<RevenueJson>("revenue oci --year 2025");
  const { page } = await opened("#revenue?party=oci&year=2025", 0);
  for (const what of missing)
    await page
      .getByText(await named(what))
      .first()
      .waitFor();
  expect(await page.locator("figure.chart").count()).toBe(0);
  await page.goto(`${page.url().split("#")[0]}#revenue?party=amazon`);
  await page.getByRole("alert").waitFor();
  await page.getByRole("main").getByRole("link", { name: "Amazon Web Services" }).click();
  await expect.poll(() => page.locator("figure.chart").count()).toBe(2);
  expect(new URL(page.url()).hash).toContain("party=aws");
});

inBrowser("a view with nothing to show says so", async () => {
  const { page } = await opened("#loops?year=2019&layer=in-kind", 0);
  await page.getByText("No loop of funding and purchases is known in 2019").first().waitFor();
  await page.getByText("No payment of 2019 has a price in this view.").waitFor();
});

inBrowser("nonsense in a link is said, and the usual is shown", async () => {
  const { page, errors } = await opened(
    "#loops?year=12&layer=gold&count=%3Cb%3E&loop=amazon.anthropicc&step=9",
    2,
  );
  const said = (await page.locator(".notices").allInnerTexts()).join("\n");
  for (const words of ["year=12", "layer=gold", "count=<b>", "amazon.anthropicc", "step=9"])
    expect(said).toContain(words);
  expect(said).toContain('Did you mean "amazon.anthropic"?');
  await page.goto(`${page.url().split("#")[0]}#dollar?party=<img src=x onerror=alert(1)>`);
  await expect
    .poll(() => page.locator(".notices").allInnerTexts())
    .toEqual([expect.stringContaining("which is no party of the book")]);
  await page.goto(`${page.url().split("#")[0]}#revenue?asOf=yesterday`);
  await page.getByRole("alert").getByText('"yesterday" is not a date').waitFor();
  expect(errors).toEqual([]);
});

test("the flows of loops say their deal, what they are, and what goes back for them", async () => {
  const { loops } = await told<LoopsJson>("loops --year 2025");
  expect(loops[0]!.flows).toMatchObject([
    { leg: "amazon-anthropic-2024-11", deal: "amazon-anthropic-2024-11", class: "funding" },
    { deal: null, class: "purchase", for: "computing" },
  ]);
});

/** A book of one loop, whose cloud has a name with HTML in it. */
function loopBook(spent: string): string {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-loop-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, "book.yaml"),
    `book:
  {format: 1, id: small, title: A small book, version: 1, licence: CC BY 4.0, attribution: Test, read: 2026-12-31}
sources:
  - {id: gazette, publisher: The Gazette, title: News, address: "https://example.org", date: 2026-01-01}
parties:
  - {id: cloud, name: "<b onclick=x>Cloud</b>", kind: cloud}
  - {id: lab, name: Lab, kind: lab}
deals:
  - id: deal
    title: "<i>A deal</i>"
    announced: 2026-01-01
    sources: [gazette]
    legs:
      - id: put-in
        kind: equity
        payer: cloud
        payee: lab
        firmness: firm
        status: active
        amount: {headline: $10B, firm: $10B, cancellable: unknown, drawn: unknown, paid: unknown}
      - id: spent
        kind: compute
        payer: lab
        payee: cloud
        firmness: firm
        status: active
        amount: {headline: ${spent}, firm: ${spent}, cancellable: unknown, drawn: unknown, paid: unknown}
        term: {start: 2026-01-01, end: 2026-12-31}
`,
  );
  return folder;
}

inBrowser("a figure changed in a book changes on the page, in its words and in its file", async () => {
  for (const spent of ["$4B", "$7B"]) {
    const book = { folders: [loopBook(spent)], withDefault: false };
    const { page } = await openApp("/#loops?year=2026", { book });
    await drawn(page, 2);
    expect(await page.locator("figure.chart figcaption h2").nth(0).innerText()).toContain(`${spent} of 2026`);
    await page.getByRole("link", { name: `Leg 2: Lab pays <b onclick=x>Cloud</b> ${spent}` }).waitFor();
    const rows = rowsOf(await saved(page, 0, "CSV"));
    const amount = rows[0]!.indexOf("USD of the year");
    expect(rows.find((row) => row.includes("spent"))![amount]).toBe(`${Number(spent.slice(1, -1)) * 1e9}`);
  }
});

inBrowser("names with HTML in them are text", async () => {
  const book = { folders: [loopBook("$4B")], withDefault: false };
  const { page, errors } = await openApp("/#loops?year=2026", { book });
  await drawn(page, 2);
  expect(await page.locator(".loop-way").innerText()).toBe(
    "<b onclick=x>Cloud</b> → Lab → <b onclick=x>Cloud</b>",
  );
  expect(await page.locator("main b, main i").count()).toBe(0);
  const svg = await saved(page, 0, "SVG");
  expect(svg).toContain("&lt;b onclick=x&gt;Cloud");
  expect(errors).toEqual([]);
});
