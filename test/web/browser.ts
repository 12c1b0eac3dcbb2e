// A browser for tests, and the tests that need one.

import { type Browser, chromium } from "playwright-core";
import { test } from "vitest";
import { chromiumPath } from "./chromium.ts";

/** `test` where there is a browser; skipped elsewhere, which the set-up of the tests says. */
export const inBrowser = test.skipIf(chromiumPath() === undefined);

/**
 * A new Chromium without a window. Root may not use its sandbox.
 *
 * @param flags of its JavaScript engine
 */
export function launch(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath()!,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-dev-shm-usage", // containers have little of it
      ...(flags.length === 0 ? [] : [`--js-flags=${flags.join(" ")}`]),
    ],
  });
}
