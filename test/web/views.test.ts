// Every view in a browser: it opens, axe finds nothing in either theme, nothing is thrown, nobody else is asked, and it
// fits a phone. One page walks through all of them, as a reader does.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { views } from "../../src/web/app/views.ts";
import { type OpenOptions, type Opened, openApp } from "./app.ts";
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

const light = { scheme: "light" } as const;
const dark = { scheme: "dark" } as const;
const phone = { viewport: { width: 390, height: 844 } } as const;
/** Pages that stay open from test to test. */
const pages = new Map<OpenOptions, Opened>();

beforeAll(async () => {
  if (chromiumPath() === undefined) return;
  for (const options of [light, dark, phone]) pages.set(options, await openApp("/", options));
}, 180_000);

async function walkTo(address: string, options: OpenOptions): Promise<Opened> {
  const opened = pages.get(options)!;
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

for (const options of [light, dark]) {
  for (const address of addresses) {
    inBrowser(
      `${address} has nothing that axe finds in ${options.scheme}, no error, and asks nobody else`,
      async () => {
        const { page, errors, elsewhere } = await walkTo(address, options);
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
      const { page } = await walkTo(address, phone);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    },
    long,
  );
}
