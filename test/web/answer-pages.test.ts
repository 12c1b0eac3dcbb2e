// Claims, signals, the maturity wall, equations and the downloads of the book in a browser: the command line's figures.

import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { bookFromText } from "../../src/book/cache.ts";
import { openBook } from "../../src/cli/book-files.ts";
import { economyOf } from "../../src/model/circular/build.ts";
import type { JudgedClaim } from "../../src/report/claims.ts";
import type { Due } from "../../src/report/due.ts";
import type { ReadSignal } from "../../src/report/signals.ts";
import { plainName } from "../../src/web/views/equation-text.ts";
import { verdictWords } from "../../src/web/views/verdicts.ts";
import { roundtrip } from "../cli/in-process.ts";
import { type Opened, openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";
import { chromiumPath } from "./chromium.ts";

const timeout = 120_000;
/** One page for all tests. */
const of: { app?: Opened } = {};

beforeAll(async () => {
  if (chromiumPath() !== undefined) of.app = await openApp("/#claims");
}, timeout);

/** What the command line prints. */
async function told(words: string): Promise<string> {
  const { status, stdout } = await roundtrip(words, economyOf);
  expect(status).toBe(0);
  return stdout;
}

async function json<T>(words: string): Promise<T> {
  return JSON.parse(await told(`${words} --json`)) as T;
}

async function go(hash: string): Promise<Page> {
  const { page } = of.app!;
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator("h1").first().waitFor();
  return page;
}

async function saved(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).first().click();
  return (await coming).path();
}

/** A file of the page without the lines about it. */
async function csvOf(page: Page): Promise<string[]> {
  return linesOf(await readFile(await saved(page, "CSV"), "utf8"));
}

function linesOf(csv: string): string[] {
  return csv.split("\r\n").filter((line) => line !== "" && !line.startsWith("#"));
}

inBrowser("every claim has the verdict and the figures of the command line", { timeout }, async () => {
  const claims = await json<JudgedClaim[]>("claims");
  const page = await go("#claims");
  const cards = page.locator(".cards > li");
  await cards.first().waitFor({ timeout });
  for (const more = page.getByRole("button", { name: /^Show \d+ more/u }); (await more.count()) > 0;)
    await more.click();
  const shown = await cards.evaluateAll((all) =>
    all.map((card) => ({
      verdict: card.querySelector(".verdict")!.textContent,
      said: card.querySelector(".said")!.textContent,
    })),
  );
  expect(shown.map(({ said }) => said)).toEqual(claims.map(({ claim }) => `“${claim}”`));
  for (const [k, { verdict }] of claims.entries()) expect(shown[k]!.verdict).toContain(verdictWords[verdict]);
  expect(await csvOf(page)).toEqual(linesOf(await told("claims --format csv")));
});

inBrowser("every signal is crossed or not as on the command line", { timeout }, async () => {
  const signals = await json<ReadSignal[]>("signals");
  const page = await go("#signals");
  await page.getByRole("heading", { level: 1, name: "What to watch" }).waitFor({ timeout });
  const cards = page.locator(".cards > li");
  await cards.first().waitFor({ timeout });
  const shown = await cards.evaluateAll((all) =>
    all.map((card) => [
      card.querySelector(".said")!.textContent,
      card.querySelector(".verdict")!.className.replace("verdict ", ""),
    ]),
  );
  const state = ({ crossed }: ReadSignal): string =>
    crossed === null ? "open" : crossed ? "crossed" : "not";
  const sorted = (pairs: (string | null)[][]): string[] => pairs.map((pair) => pair.join("\t")).toSorted();
  expect(sorted(shown)).toEqual(sorted(signals.map((one) => [one.signal, state(one)])));
  expect(await csvOf(page)).toEqual(linesOf(await told("signals --format csv")));
});

inBrowser("what falls due is the command line's, of all and of one party", { timeout }, async () => {
  for (const party of ["", "openai"]) {
    const words = `book due${party === "" ? "" : ` --party ${party}`}`;
    const { years } = await json<Due>(words);
    expect(years.length).toBeGreaterThan(2);
    const page = await go(`#book?tab=due${party === "" ? "" : `&party=${party}`}`);
    await page.locator("figure.chart figcaption").first().waitFor({ timeout });
    await expect
      .poll(async () => csvOf(page), { timeout, interval: 1000 })
      .toEqual(linesOf(await told(`${words} --format csv`)));
  }
});

inBrowser("equations stand by party and part, each with its reason", { timeout }, async () => {
  const { equations, parts } = await json<{
    equations: { name: string; equation: string; part: string }[];
    parts: { id: string; title: string; why: string }[];
  }>("model show circular");
  const page = await go("#equations?about=anthropic&q=debt");
  await page.locator(".equation-group").first().waitFor({ timeout });
  const shown = await page.locator(".equation").evaluateAll((all) =>
    all.map((one) => ({
      name: one.querySelector("strong")!.textContent,
      formula: one.querySelector(".formula")!.textContent,
      why: one.closest("section")!.querySelector("p")!.textContent,
    })),
  );
  expect(shown.length).toBeGreaterThan(2);
  for (const { name, formula, why } of shown) {
    const found = equations.find((one) => plainName(one.name) === name)!;
    expect(formula).toBe(plainName(found.equation));
    expect(why).toBe(`Why so: ${parts.find(({ id }) => id === found.part)!.why}.`);
  }
  await go("#equations");
  await expect.poll(() => page.locator(".equation-group").count(), { timeout }).toBeGreaterThan(10);
  const counts = await page
    .locator(".equation-group summary .quiet")
    .evaluateAll((all) => all.map(({ textContent }) => Number(textContent.replaceAll(/\D/gu, ""))));
  const total = Number(
    /([\d,]+) of/u.exec(await page.locator("main [role=status]").first().innerText())![1]!.replace(",", ""),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
});

inBrowser("the book that is taken away is the command line's, record for record", { timeout }, async () => {
  const page = await go("#book?tab=keep");
  const path = await saved(page, "The book as JSON");
  const taken = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  expect(taken).toEqual(await json("book export"));
  const again = bookFromText(await readFile(await saved(page, "The book as this page reads it"), "utf8"));
  expect(again).toEqual(await openBook({ folders: [], withDefault: true }));
});
