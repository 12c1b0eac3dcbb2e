// What it takes to break something, in a browser: the command line's shocks and sizes.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { round3 } from "../../src/report/number.ts";
import type { BreakJson } from "../../src/web/views/stress/stress-json.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const timeout = 240_000;

inBrowser(
  "the smallest shock of each kind that breaks an event is the command line's",
  { timeout },
  async () => {
    const program = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
    const { page, errors } = await openApp("/#stress?tab=break&of=oracle.strained");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, "stress", "--break", "oracle.strained", "--json"],
      { maxBuffer: 2 ** 28 },
    );
    const json = JSON.parse(stdout) as BreakJson;
    const found = json.shocks.filter(({ relative }) => relative !== null);
    expect(found.length).toBeGreaterThan(0);
    await page.locator("figure.chart figcaption").first().waitFor({ timeout });
    const bars = await page.locator("figure.chart svg .chart-label").allTextContents();
    for (const { scenario, relative } of found) {
      expect(bars).toContain(scenario!);
      expect(bars.join("\n")).toContain(`${round3(relative!)} times`);
    }
    const table = await page.locator("main").innerText();
    for (const { kind } of json.shocks) expect(table).toContain(kind);
    expect(errors).toEqual([]);
  },
);
