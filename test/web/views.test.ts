// Every view in a browser: it opens, axe finds nothing in either theme, nothing is thrown, nobody else is asked, and it
// fits a phone. One page walks through all of them, as a reader does.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { views } from "../../src/web/app/views.ts";
import { type Opened, openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";
import { chromiumPath } from "./chromium.ts";

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

const wide = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
/** The page that walks; what it has computed for a view serves both themes and the phone. */
let opened: Opened;

beforeAll(async () => {
  if (chromiumPath() !== undefined) opened = await openApp("/", { viewport: wide });
}, 180_000);

/** The page at an address, in a theme and a size; it stays where it is there already. */
async function at(
  address: string,
  scheme: "light" | "dark",
  size: { width: number; height: number },
): Promise<Opened> {
  const { page } = opened;
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize(size);
  await page.evaluate((hash) => {
    if (location.hash !== hash) location.hash = hash;
  }, `#/${address}`);
  await ready(page);
  return opened;
}

/** When nothing is on its way any more. */
async function ready(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await expect.poll(() => page.locator(".loading").count(), { timeout: 90_000, interval: 250 }).toBe(0);
  expect(await page.locator(".trouble").allInnerTexts()).toEqual([]);
}

async function found(axe: AxeBuilder): Promise<unknown> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
}

const long = 180_000;

for (const address of addresses) {
  inBrowser(
    `${address} has nothing that axe finds, no error, and asks nobody else`,
    async () => {
      const { page, errors, elsewhere } = await at(address, "light", wide);
      expect(await found(new AxeBuilder({ page }))).toEqual([]);
      expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
    },
    long,
  );
  inBrowser(
    `${address} can be read in the dark`,
    async () => {
      const { page } = await at(address, "dark", wide);
      // Themes differ in colours alone.
      expect(await found(new AxeBuilder({ page }).withRules("color-contrast"))).toEqual([]);
    },
    long,
  );
  inBrowser(
    `${address} fits a phone`,
    async () => {
      const { page } = await at(address, "light", phone);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    },
    long,
  );
}
