// Every view in a browser: it opens, axe finds nothing in either theme, nothing is thrown, and nobody else is asked.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { views } from "../../src/web/app/views.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

/** The view when nothing is on its way any more. */
async function ready(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await expect.poll(() => page.locator(".loading, .trouble").count(), { timeout: 60_000 }).toBe(0);
}

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

for (const scheme of ["light", "dark"] as const) {
  for (const address of addresses) {
    inBrowser(
      `${address} has nothing that axe finds in ${scheme}, no error, and asks nobody else`,
      async () => {
        const { page, errors, elsewhere } = await openApp(`/#${address}`, { scheme });
        await ready(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual(
          [],
        );
        expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
      },
      120_000,
    );
  }
}

for (const { id } of views) {
  inBrowser(
    `${id} fits a phone`,
    async () => {
      const { page } = await openApp(`/#${id}`, { viewport: { width: 390, height: 844 } });
      await ready(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    },
    120_000,
  );
}
