// What can go wrong with a link, a book or a browser: each is said, and nothing else breaks.

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const long = 120_000;
const defaultBook = join(import.meta.dirname, "..", "..", "books", "circular");

/** A copy of the default book in which one text stands for another. */
function changedBook(file: string, from: string, to: string): { folders: string[]; withDefault: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-book-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(defaultBook, folder, { recursive: true });
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return { folders: [folder], withDefault: false };
}

async function saved(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).first().click();
  return readFile(await (await coming).path(), "utf8");
}

inBrowser(
  "a link with nonsense says what it asks for and cannot have",
  async () => {
    const { page, errors } = await openApp("/#mapp");
    const notices = page.locator(".notices");
    await notices.waitFor();
    expect(await notices.innerText()).toContain('Did you mean "map"?');
    for (const [address, said] of [
      ["#book?list=deels", "asks for list=deels, which is no kind of record: deals is shown."],
      ["#book?tab=due&party=nobody", "asks for party=nobody, which is no party"],
      ["#stress?tab=contagion&year=1700", "asks for year=1700, which is no year from"],
      ["#stress?scenario=%F0%9F%92%A5", "which is no shock: it is left out."],
      ["#claims?verdict=%3Cimg%20src%3Dx%3E", "asks for verdict=<img src=x>"],
    ] as const) {
      await page.evaluate((hash) => (location.hash = hash), address);
      await expect.poll(() => page.locator("main").innerText(), { timeout: 60_000 }).toContain(said);
    }
    await page.evaluate(() => (location.hash = "#start?open=amazn&theme=pink&set=nothing"));
    await expect
      .poll(() => page.locator(".panel").innerText(), { timeout: 60_000 })
      .toContain('The book has nothing called "amazn". Did you mean');
    expect(errors).toEqual([]);
  },
  long,
);

inBrowser(
  "a setting that cannot be is told where it would be used, and where it is written",
  async () => {
    const { page } = await openApp("/#stress?scenario=rates-up&set=no-such=1");
    await page.locator(".trouble").waitFor({ timeout: 60_000 });
    expect(await page.locator(".trouble").innerText()).toContain('There is no assumption "no-such".');
    await page.evaluate(() => (location.hash = "#assumptions?q=winter-rate"));
    const field = page.getByLabel("Set chance that a funding winter starts");
    await field.fill("much");
    await field.press("Enter");
    await page.locator(".set-field [role=alert]").waitFor({ timeout: 60_000 });
    await field.fill("4%");
    await field.press("Enter");
    await page.locator(".changed").waitFor();
    expect(new URLSearchParams(page.url().split("?")[1]).getAll("set")).toEqual(["winter-rate=4%"]);
    await page.getByRole("link", { name: "Futures" }).first().click();
    await expect.poll(() => page.locator(".chip").innerText()).toContain("winter-rate=4%");
  },
  long,
);

inBrowser(
  "a book that fails its checks is shown as the command line shows it",
  async () => {
    const book = changedBook("deals/anthropic.yaml", "payee: aws", "payee: awz");
    const { page } = await openApp("/", { book });
    const faults = page.locator(".faults");
    await faults.waitFor({ timeout: 60_000 });
    const told = await faults.innerText();
    expect(told).toContain("error BOOK_UNKNOWN_PARTY");
    expect(told).toMatch(/deals\/anthropic\.yaml:\d+:\d+/u);
    expect(told).toContain("payee: awz");
    expect(told).toContain('Did you mean "aws"?');
  },
  long,
);

inBrowser(
  "a browser without WebAssembly says once that futures are slow",
  async () => {
    const { page } = await openApp("/#claims");
    await page.locator(".finding").waitFor({ timeout: 60_000 });
    expect(await page.locator(".notices").count()).toBe(0);
    await page.context().route(/\/desk-[^/]*\.js$/u, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: `delete globalThis.WebAssembly;\n${await answer.text()}`,
      });
    });
    await page.reload();
    const note = page.locator(".notices li");
    await note.waitFor({ timeout: 60_000 });
    expect(await note.allInnerTexts()).toEqual([expect.stringContaining("no WebAssembly with vectors")]);
  },
  long,
);

inBrowser(
  "a name with HTML in it is text wherever it stands",
  async () => {
    const name = `<img src=x onerror="document.title='run'">`;
    const book = changedBook(
      "parties.yaml",
      "name: Amazon.com Inc.",
      `name: '${name.replaceAll("'", "''")}'`,
    );
    const { page, errors } = await openApp("/#start?open=amazon", { book });
    await page.locator(".loop-sentence").waitFor({ timeout: 60_000 });
    expect(await page.locator(".loop-sentence").innerText()).toContain(name);
    await expect.poll(() => page.locator(".panel .record").innerText(), { timeout: 20_000 }).toContain(name);
    await page.getByRole("button", { name: "Close" }).click();
    expect(await page.locator("svg .loop-name").allTextContents()).toContain(name);
    const svg = await saved(page, "SVG");
    expect(svg).toContain("&lt;img src=x");
    expect(svg).not.toContain("<img");
    await page.getByLabel("Search the book").click();
    await page.keyboard.type("onerror");
    await expect
      .poll(() => page.locator(".list-box [role=option]").allInnerTexts(), { timeout: 10_000 })
      .toContainEqual(expect.stringContaining(name));
    await page.keyboard.press("Escape");
    await page.evaluate(() => (location.hash = "#book?list=parties&q=onerror"));
    await expect.poll(() => page.locator("main td").allInnerTexts(), { timeout: 20_000 }).toContain(name);
    expect(await saved(page, "CSV")).toContain(`"${name.replaceAll('"', '""')}"`);
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.title()).not.toBe("run");
    expect(errors).toEqual([]);
  },
  long,
);

inBrowser(
  "a figure changed in a copied book changes on the page, in its tooltip, in the record and in the download",
  async () => {
    const book = changedBook("deals/anthropic.yaml", "firm: $100B", "firm: $97B");
    expect(readdirSync(book.folders[0]!)).toContain("deals");
    const { page } = await openApp("/", { book });
    const sentence = page.locator(".loop-sentence");
    await sentence.waitFor({ timeout: 60_000 });
    expect(await sentence.innerText()).toContain("$97B");
    expect(await page.locator("a .loop-band.back title").allTextContents()).toEqual([
      expect.stringContaining("$97B"),
    ]);
    expect(await saved(page, "CSV")).toContain("97000000000");
    await sentence.getByText("$97B").click();
    await expect
      .poll(() => page.locator(".panel .states").innerText(), { timeout: 20_000 })
      .toMatch(/firm\s+\$97B/u);
    expect(await saved(page, "CSV")).toContain("97000000000");
  },
  long,
);
