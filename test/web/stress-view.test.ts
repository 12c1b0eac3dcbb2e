// Stress in a browser: the command line's story and figures, links that restore, shocks that cannot be.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "vitest";
import { dollars } from "../../src/report/number.ts";
import type { ContagionJson, StressJson } from "../../src/web/views/stress/stress-json.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

const run = promisify(execFile);

/** What the built command line says of the default book. */
async function told<T>(words: string): Promise<T> {
  const program = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
  const { stdout } = await run(process.execPath, [program, ...words.split(" "), "--json"], {
    maxBuffer: 100_000_000,
  });
  return JSON.parse(stdout) as T;
}

inBrowser(
  "a failure is told as on the command line, drawn round by round, and restored by its link",
  async () => {
    const json = await told<StressJson>("stress --scenario party-fails:openai@2027Q2");
    const { page, errors } = await openApp("/#stress");
    await page.getByLabel("What happens").selectOption("party-fails");
    await page.getByLabel("To whom").selectOption("openai");
    await page.getByLabel("From").selectOption("2027Q2");
    await page.getByRole("button", { name: "Run it" }).click();
    await page.locator(".loading").waitFor();
    expect(new URL(page.url()).hash).toBe("#/stress?scenario=party-fails%3Aopenai%402027Q2");
    // The link restores it before it has been computed.
    await page.reload();
    await page.locator(".story").waitFor({ timeout: 120_000 });
    expect(await page.getByRole("combobox", { name: "From" }).inputValue()).toBe("2027Q2");
    expect(await page.locator(".story li").allInnerTexts()).toEqual([...json.story]);
    expect(await page.locator("circle.hit").count()).toBe(
      json.rounds.reduce((sum, { parties }) => sum + parties.length, 0),
    );
    expect(await page.locator("main").innerText()).toContain(dollars(json.failures[0]!.lostUsd));
    // Round by round on the map: every arrow of the command line, and no other.
    for (const [k, { hands }] of json.handed.slice(0, 2).entries()) {
      if (k > 0) await page.getByRole("button", { name: "A round on" }).click();
      await page.getByRole("button", { name: new RegExp(`^Round ${k + 1},`, "u"), pressed: true }).waitFor();
      const drawn = await page
        .locator("svg.map [data-flow]")
        .evaluateAll((flows) => flows.map((flow) => flow.getAttribute("data-flow")));
      expect(new Set(drawn)).toEqual(new Set(hands.map(({ from, to, kind }) => `${from}>${to}>${kind}`)));
      expect(drawn).toHaveLength(hands.length);
    }
    await page.getByText(/^Round 2, .*as lists$/u).click();
    expect(
      await page.locator('.table-scroll[aria-label*="who hands"] td:nth-child(3)').allInnerTexts(),
    ).toEqual(json.handed[1]!.hands.map(({ usd }) => dollars(usd)));
    const largest = json.handed[1]!.hands[0]!;
    await page.locator('.table-scroll[aria-label*="who hands"] td:nth-child(3) a').first().click();
    const side = page.getByRole("complementary", { name: "What is chosen on the map" });
    const [low, high] = [dollars(largest.low), dollars(largest.high)];
    await side.getByText(`its 95 % interval is ${low} to ${high}`).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
      [],
    );
    expect(new URL(page.url()).hash).toContain("&round=2&pick=");
    expect(errors).toEqual([]);
  },
  300_000,
);

inBrowser(
  "who falls at once is as on the command line",
  async () => {
    const json = await told<ContagionJson>("contagion --fail openai --year 2027");
    const { page } = await openApp("/#stress?tab=contagion&fail=openai&year=2027");
    await page.locator("circle.hit").first().waitFor({ timeout: 60_000 });
    const rows = new Set(json.rounds.flatMap((losses, k) => losses.map(({ party }) => `${k} ${party}`)));
    expect(await page.locator("circle.hit").count()).toBe(rows.size);
    const most = json.rounds[0]!.filter(({ party }) => party === json.rounds[0]![0]!.party);
    const sum = most.reduce((all, { lossUsd }) => all + lossUsd, 0);
    expect(await page.locator("figure h2", { hasText: "is hit hardest" }).innerText()).toContain(
      dollars(sum),
    );
    // An arrow leads to its contracts, and a contract to its record.
    const first = json.rounds[0]![0]!;
    const id = `${first.through}>${first.party}>${first.cause}`;
    await page.locator(`svg.map [data-flow="${id}"]`).dispatchEvent("click");
    const contracts = page.getByRole("list", { name: "Contracts" });
    expect(await contracts.getByRole("link").allInnerTexts()).toEqual([...first.legs]);
    await contracts.getByRole("link").first().click();
    await page.getByRole("complementary", { name: "From the book" }).waitFor();
    await page.keyboard.press("Escape");
    // Rounds pass by themselves, but not for those who want no motion.
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Round 2", pressed: true }).waitFor();
    expect(page.url()).toContain("round=2");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect.poll(() => page.getByRole("button", { name: /^(?:Play|Stop)$/u }).count()).toBe(0);
    // Another failure begins with its own first round.
    await page.evaluate(() => (location.hash = "#stress?tab=contagion&fail=openai&year=2027&round=2"));
    await page.getByRole("button", { name: "Round 2", pressed: true }).waitFor();
    await page.getByLabel("Who fails").selectOption("coreweave");
    await expect.poll(() => page.url()).not.toContain("round=");
  },
  120_000,
);

inBrowser(
  "a shock that cannot be is told, with what can",
  async () => {
    const { page } = await openApp("/#stress?scenario=party-fails:nobody&tab=cascade");
    await page.locator(".trouble").waitFor({ timeout: 60_000 });
    expect(await page.locator(".trouble").innerText()).toContain('No party is called "nobody".');
    await page.getByLabel("What happens").selectOption("rates-up");
    await page.getByLabel(/How large/u).fill("7");
    expect(await page.getByRole("alert").allInnerTexts()).toContainEqual(
      expect.stringContaining("Write a number from 0.001 to 0.15"),
    );
  },
  120_000,
);

inBrowser(
  "the search for what breaks runs apart, and can be left",
  async () => {
    const { page } = await openApp("/#stress?tab=break&of=openai.default");
    await page.locator(".loading").waitFor({ timeout: 60_000 });
    await page.getByRole("link", { name: "Claims" }).first().click();
    await page.locator(".finding").waitFor({ timeout: 20_000 });
    expect(await page.locator(".notices").count()).toBe(0);
  },
  120_000,
);
