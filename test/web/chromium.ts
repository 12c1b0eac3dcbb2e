// Where the browser for tests is.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/**
 * The program to start: ROUNDTRIP_CHROMIUM, or else Debian's, Google's, Playwright's own; undefined where there is none.
 *
 * @throws where ROUNDTRIP_CHROMIUM names no file
 */
export function chromiumPath(): string | undefined {
  const named = process.env["ROUNDTRIP_CHROMIUM"];
  if (named !== undefined && !existsSync(named))
    throw new Error(`ROUNDTRIP_CHROMIUM names "${named}", which is not there.`);
  const usual = ["/usr/bin/chromium", "/usr/bin/google-chrome", chromium.executablePath()];
  return named ?? usual.find((path) => existsSync(path));
}
