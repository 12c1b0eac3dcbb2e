// Every view in a browser: it opens, axe finds nothing in either theme, nothing is thrown, nobody else is asked, and it
// fits a phone. One page walks through all of them, as a reader does.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { views } from "../../src/web/app/views.ts";
import { type OpenOptions, type Opened, openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const addresses = [
  ...views.map(({ id }) => id),
  "start?open=amazon-anthropic-2026-04",
  "stress?tab=contagion",
  "stress?tab=break",
  "book?tab=due",
  "book?tab=counts",
  "book?tab=keep",
  "book?list=sources",
  "assumptions?set=winter-rate%3D4%25",
  "no-such-view",
];

/** The page of some options, opened once. */
const pages = new Map<string, Promise<Opened>>();

async function walkTo(address: string, options: OpenOptions): Promise<Opened> {
  const key = JSON.stringify(options);
  const opening = pages.get(key) ?? openApp("/", options);
  pages.set(key, opening);
  const opened = await opening;
  await opened.page.evaluate((hash) => (location.hash = hash), `#${address}`);
  await ready(opened.page);
  return opened;
}

/** When nothing is on its way any more. */
async function ready(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await expect.poll(() => page.locator(".loading").count(), { timeout: 90_000, interval: 250 }).toBe(0);
  expect(await page.locator(".trouble").allInnerTexts()).toEqual([]);
}

const long = 180_000;

for (const scheme of ["light", "dark"] as const) {
  for (const address of addresses) {
    inBrowser(
      `${address} has nothing that axe finds in ${scheme}, no error, and asks nobody else`,
      async () => {
        const { page, errors, elsewhere } = await walkTo(address, { scheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual(
          [],
        );
        expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
      },
      long,
    );
  }
}

for (const address of addresses) {
  inBrowser(
    `${address} fits a phone`,
    async () => {
      const { page } = await walkTo(address, { viewport: { width: 390, height: 844 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    },
    long,
  );
}
