// The map and the circular share in a browser: opened, used by keyboard, linked, taken away.

import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newestDay } from "../../src/book/known.ts";
import { openBook } from "../../src/cli/book-files.ts";
import { type YearChance, chanceAnswer, chanceUsual } from "../../src/report/chance.ts";
import { type CircularityOf, circularityAnswer } from "../../src/report/circularity.ts";
import { dollars } from "../../src/report/number.ts";
import { claimsOnDay } from "../../src/web/engine/claims.ts";
import { yearFlows } from "../../src/web/engine/flows.ts";
import { bandWords } from "../../src/web/views/map/claim-words.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const book = await openBook({ folders: [], withDefault: true });
const day = newestDay(book);
const map = (page: Page) => page.locator("svg.map");
const drawn = async (page: Page): Promise<void> => {
  await map(page).locator("[data-party]").first().waitFor();
};

inBrowser("the map's figures are the command line's, and its flows lead to their deals", async () => {
  const { page, errors, elsewhere } = await openApp("/#map?year=2026&count=headline");
  await drawn(page);
  const view = { book, day, counting: "headline", level: "group" } as const;
  const [, row] = (circularityAnswer(view, [2026], "cash").json as { years: CircularityOf[] }).years;
  await expect.poll(() => page.locator("figure h2").innerText()).toContain(dollars(row!.totalUsd));
  const cells = await page
    .locator("#map-list table")
    .first()
    .locator("tbody tr td:nth-child(3)")
    .allInnerTexts();
  const { arrows } = yearFlows(book, { year: 2026, layer: "cash", count: "headline", level: "group" });
  expect(cells).toEqual(arrows.map(({ amount }) => dollars(amount)));
  await page.locator("#map-list table").first().locator("tbody tr td:nth-child(3) a").first().click();
  const side = page.getByRole("complementary", { name: "What is chosen on the map" });
  await side.getByRole("link", { name: arrows[0]!.deals[0]!, exact: true }).last().click();
  const record = page.getByRole("complementary", { name: "From the book" });
  await record.getByText(arrows[0]!.deals[0]!, { exact: true }).first().waitFor();
  expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
});

for (const width of [390, 1280, 1920])
  inBrowser(`nobody moves from year to year, and no two boxes overlap, at ${width} pixels`, async () => {
    const { page } = await openApp("/#map?year=2025&top=all&count=headline", {
      viewport: { width, height: 900 },
    });
    const places = new Map<string, string>();
    let [kept, years] = [0, 0];
    for (const year of ["2025", "2026", "2027", "2030", "2024"]) {
      await page.evaluate((to) => (location.hash = `#map?year=${to}&top=all&count=headline`), year);
      await page.locator("#map-list caption", { hasText: `All flows of ${year}` }).waitFor();
      await drawn(page);
      const boxes = await map(page)
        .locator("[data-party]")
        .evaluateAll((parties) =>
          parties.map((party) => {
            const { x, y, width: wide, height } = party.querySelector("rect")!.getBBox();
            const text = party.querySelector("text")!.getBBox();
            return {
              name: party.getAttribute("data-party")!,
              x,
              y,
              wide,
              height,
              textEnd: text.x + text.width,
            };
          }),
        );
      for (const a of boxes) {
        const place = [a.x, a.y, a.wide, a.height].join(" ");
        if (places.has(a.name)) kept++;
        expect(places.get(a.name) ?? place, a.name).toBe(place);
        places.set(a.name, place);
        expect(a.textEnd, `the name of ${a.name} ends in its box`).toBeLessThanOrEqual(a.x + a.wide);
        for (const b of boxes)
          if (a !== b)
            expect(
              a.x + a.wide < b.x || b.x + b.wide < a.x || a.y + a.height < b.y || b.y + b.height < a.y,
              `${a.name} and ${b.name}`,
            ).toBe(true);
      }
      years++;
    }
    expect(years).toBe(5);
    expect(kept).toBeGreaterThan(40);
    // The page itself never scrolls sideways: the map does, in its box.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

inBrowser(
  "claims on a day: the engine's arrows, bands and unknowns, by link and back, to the deals",
  async () => {
    const { page, errors } = await openApp("/#map?top=all");
    await page.getByRole("radio", { name: "claims on a day" }).press("Space");
    await page.getByLabel("As known on").fill("2026-06-30");
    await expect.poll(() => page.url()).toMatch(/draw=claims.*asOf=2026-06-30/u);
    const found = claimsOnDay(book, { asOf: "2026-06-30", count: "firm", level: "group" });
    const finding = page.locator("figure h2", { hasText: "On 2026-06-30," });
    await finding.waitFor();
    const cells = page.locator("#map-list table").first().locator("tbody tr td:nth-child(3)");
    await expect.poll(() => cells.allInnerTexts()).toEqual(found.arrows.map(bandWords));
    const unknown = found.arrows.filter(({ isUnknown }) => isUnknown).length;
    expect(unknown).toBeGreaterThan(5);
    expect(await map(page).locator(".flow.not-known").count()).toBe(unknown);
    expect(await map(page).locator(".flow-band").count()).toBeGreaterThan(0);
    await cells.first().getByRole("link").click();
    const side = page.getByRole("complementary", { name: "What is chosen on the map" });
    const [largest] = found.arrows;
    await side.getByRole("link", { name: largest!.legs[0]!.leg, exact: true }).click();
    await page.getByRole("complementary", { name: "From the book" }).waitFor();
    await page.reload();
    await finding.waitFor();
    expect(await page.getByLabel("As known on").inputValue()).toBe("2026-06-30");
    expect(errors).toEqual([]);
  },
);

inBrowser("with the keyboard alone: a party, its flow, its deals, and back", async () => {
  const { page } = await openApp("/#map?year=2026");
  await drawn(page);
  const openai = map(page).getByRole("button", { name: "OpenAI", exact: true });
  await openai.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toContain("pick=openai");
  const side = page.getByRole("complementary", { name: "What is chosen on the map" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("OpenAI");
  // The arrows of the chosen party can be reached now.
  const flow = map(page).locator('[data-flow^="amazon>openai"]').first();
  expect(await flow.getAttribute("tabindex")).toBe("0");
  await flow.focus();
  await page.keyboard.press("Enter");
  await side.getByRole("heading", { name: "Amazon → OpenAI" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).not.toContain("pick=");
});

inBrowser("the slider, the choices and the search write the link, and the link brings all back", async () => {
  const { page } = await openApp("/#map?year=2026");
  await drawn(page);
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("radio", { name: "headline" }).press("Space");
  await page.getByRole("radio", { name: "80" }).press("Space");
  await page.getByRole("combobox", { name: "Find a party on the map" }).fill("nvidia");
  await page
    .getByRole("option", { name: /NVIDIA/u })
    .first()
    .click();
  await expect.poll(() => page.url()).toMatch(/year=2027.*count=headline.*top=80.*pick=nvidia/u);
  const { total } = yearFlows(book, { year: 2027, layer: "cash", count: "headline", level: "group" });
  const finding = page.locator("figure h2", { hasText: `flow of 2027. Of ${dollars(total)} in all` });
  await finding.waitFor();
  const before = await finding.innerText();
  await page.reload();
  await drawn(page);
  await expect.poll(() => page.locator("figure h2").innerText()).toBe(before);
  await page.getByRole("heading", { name: "NVIDIA", exact: true }).waitFor();
  expect(await page.getByRole("radio", { name: "headline" }).isChecked()).toBe(true);
});

inBrowser("nonsense in the link is told, and the usual is shown; markup in it stays text", async () => {
  const { page, errors } = await openApp(
    "/#map?year=1200&count=most&layer=gold&top=7&pick=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
  );
  await drawn(page);
  const told = await page.locator("main .notices li").allInnerTexts();
  expect(told).toHaveLength(5);
  expect(told.at(-1)).toContain("<img src=x onerror=alert(1)>");
  expect(errors).toEqual([]);
  const { page: other } = await openApp("/#map?asOf=2026-02-30");
  await other.getByText("is not a date of the calendar").waitFor();
});

inBrowser("a year without payments says so", async () => {
  const { page } = await openApp("/#map?year=2050&layer=in-kind");
  await page.getByText("Nothing is known to be paid in kind in 2050").waitFor();
});

inBrowser(
  "the map can be taken away: its arrows as CSV, itself as SVG, with title, source and date",
  async () => {
    const { page } = await openApp("/#map?year=2026");
    await drawn(page);
    const finding = await page.locator("figure h2").innerText();
    const download = async (name: string): Promise<string> => {
      const coming = page.waitForEvent("download");
      await page.getByRole("button", { name, exact: true }).click();
      return readFile(await (await coming).path(), "utf8");
    };
    const csv = await download("CSV");
    expect(csv).toContain(`# ${finding}`);
    expect(csv).toContain(book.hash.slice(0, 12));
    const rows = csv.split("\r\n").filter((line) => line !== "" && !line.startsWith("#"));
    const { arrows } = yearFlows(book, { year: 2026, layer: "cash", count: "firm", level: "group" });
    expect(rows.slice(1).map((line) => Number(line.split(",")[7]))).toEqual(
      arrows.map(({ amount }) => amount),
    );
    const svg = await download("SVG");
    expect(svg).toContain(`<title>${finding}</title>`);
    expect(svg).toContain(`as known on ${day}`);
    expect(svg).not.toMatch(/var\(--/u);
  },
);

inBrowser("the circular share in a sentence is the command line's band", async () => {
  const { page, errors, elsewhere } = await openApp("/#share?year=2026");
  const view = { book, day, counting: "firm", level: "group" } as const;
  const { json, sentence } = circularityAnswer(view, [2026], "cash");
  const [{ share }] = (json as { years: [CircularityOf] }).years;
  await page.getByText(`$${(share!.p5 * 100).toFixed(2)} to $${(share!.p95 * 100).toFixed(2)}`).waitFor();
  await page.getByText(sentence).first().waitFor();
  await page.locator(".share-chart").waitFor();
  await page.getByRole("heading", { name: /the most of all years/u }).waitFor({ timeout: 50_000 });
  await page.getByText("The same as a table").click();
  await page
    .getByRole("region", { name: "Circular share by year" })
    .getByRole("link", { name: "2025" })
    .first()
    .click();
  await expect.poll(() => page.url()).toContain("year=2025");
  await page.getByText("Of every $100 paid in 2025").waitFor();
  expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
});

inBrowser("against chance on request: progress, the command line's answer, and it can be left", async () => {
  const { page, errors } = await openApp("/#share?year=2023");
  await page.getByRole("button", { name: "Compare 2023 with chance" }).click();
  await expect.poll(() => page.url()).toContain("chance=yes");
  const view = { book, day, counting: "firm", level: "group", year: 2023, layer: "cash" } as const;
  const { sentence, json } = chanceAnswer(view, chanceUsual);
  const section = page.getByRole("region", { name: "More than chance?" });
  await section.getByText(`${sentence}.`).first().waitFor({ timeout: 60_000 });
  await section.getByText("All figures, and what is compared").click();
  const { rejected, edges } = json as YearChance;
  for (const [name, value] of [
    ["draws that no amounts could fit", rejected.toLocaleString("en-US")],
    ["pairs of payer and payee", `${edges}`],
  ] as const)
    await section.getByRole("row", { name: `${name} ${value}` }).waitFor();
  // A longer one is told of while it runs; another year is another question, which is not asked by itself.
  await page.evaluate(() => (location.hash = "#share?year=2026&count=headline&chance=yes"));
  await section.getByText(/^Drew [\d,]+ networks; 0 of 1,000/u).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: "A year on" }).click();
  await section.getByRole("button", { name: "Compare 2027 with chance" }).waitFor();
  expect(page.url()).not.toContain("chance=");
  expect(errors).toEqual([]);
});

inBrowser("axe finds nothing where something is chosen, in both themes", async () => {
  const { page } = await openApp("/#map?year=2026&top=10&pick=openai");
  const found: unknown[] = [];
  const look = async (scheme: "light" | "dark", without?: string): Promise<void> => {
    await page.emulateMedia({ colorScheme: scheme });
    await drawn(page);
    await page.getByRole("heading", { name: "OpenAI", exact: true }).waitFor();
    const builder = new AxeBuilder({ page });
    const { violations } = await (without === undefined ? builder : builder.exclude(without)).analyze();
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`));
  };
  // The lists have many rows of the same kind: once is enough, and those of payments are looked at with all views.
  await look("light", "#map-list");
  await page.evaluate(() => (location.hash = "#map?draw=claims&top=10&pick=openai"));
  await page.locator("figure h2", { hasText: "promised" }).waitFor();
  await look("light");
  await look("dark", "#map-list");
  expect(found).toEqual([]);
});

test("the tests above know a year with flows", () => {
  expect(
    yearFlows(book, { year: 2026, layer: "cash", count: "firm", level: "group" }).arrows.length,
  ).toBeGreaterThan(40);
});
