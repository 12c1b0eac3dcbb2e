// The first screen in a browser: the report's numbers, the record behind each figure, the keyboard, files.

import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { CaseJson } from "../../src/report/report-json.ts";
import { dollars } from "../../src/report/number.ts";
import { roundtrip } from "../cli/in-process.ts";
import { openApp } from "./app.ts";
import { inBrowser } from "./browser.ts";

async function loopOfReport(): Promise<CaseJson> {
  const { status, stdout } = await roundtrip("report --json");
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { case: CaseJson }).case;
}

inBrowser("the sentence has the report's figures, and each opens the legs that it is made of", async () => {
  const loop = await loopOfReport();
  const { page } = await openApp("/");
  const sentence = page.locator(".loop-sentence");
  await sentence.waitFor();
  const figures = await sentence.locator("a").allTextContents();
  expect(figures).toEqual([
    dollars(loop.putInUsd!.high),
    dollars(loop.pledgedUsd!.high),
    "10 years",
    `${loop.capacityW! / 1e9} GW`,
  ]);
  await sentence.locator("a").first().click();
  const panel = page.locator(".panel");
  await expect.poll(() => panel.locator("article").count(), { timeout: 10_000 }).toBe(loop.putIn.length);
  const told = await panel.innerText();
  for (const { id } of loop.putIn) expect(told).toContain(id);
});

inBrowser("the picture has a band for each leg, and is marked when it is painted", async () => {
  const loop = await loopOfReport();
  const { page } = await openApp("/");
  await page.locator(".loop-band").first().waitFor();
  expect(await page.locator("a .loop-band.over").count()).toBe(loop.putIn.length);
  expect(await page.locator("a .loop-band.back").count()).toBe(loop.pledged.length);
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName("first-picture").length)).toBe(1);
});

inBrowser("by keyboard alone a figure is opened, read and left, and the focus comes back", async () => {
  const { page } = await openApp("/");
  await page.locator(".loop-sentence").waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("To the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const figure = await page.evaluate(() => document.activeElement?.textContent);
  expect(figure).toMatch(/^\$\d/u);
  await page.keyboard.press("Enter");
  await page.locator(".panel .record").first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("panel-title");
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(".panel").count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(figure);
});

inBrowser("a record of what moves nothing in the simulation says so, and why", async () => {
  const { page } = await openApp("/#start?open=meta-hyperion-2025-10-lease&open=amazon-anthropic-2026-04");
  const [idle, working] = [0, 1].map((k) => page.locator(".panel .record").nth(k));
  await idle!.getByText("Moves nothing in the simulation: no amount is told").waitFor();
  await working!.waitFor();
  expect(await working!.getByText("Moves nothing").count()).toBe(0);
});

inBrowser("on a phone the record covers the page, and the menu opens and closes", async () => {
  const { page } = await openApp("/#start?open=amazon", { viewport: { width: 390, height: 844 } });
  const box = await page.locator(".panel").boundingBox();
  expect(box!.width).toBe(390);
  await page.getByRole("button", { name: "Close" }).click();
  const menu = page.getByRole("button", { name: "Menu" });
  expect(await menu.getAttribute("aria-expanded")).toBe("false");
  await menu.click();
  await page.getByRole("link", { name: "Claims" }).first().click();
  await page.getByRole("heading", { level: 1, name: "What the articles claim" }).waitFor();
  expect(await menu.getAttribute("aria-expanded")).toBe("false");
});

inBrowser("the theme of a link stays, and the system's comes back", async () => {
  const { page } = await openApp("/#start?theme=dark", { scheme: "light" });
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(ground).toBe("rgb(20, 23, 28)");
  await page.getByLabel("Colours").selectOption("system");
  await expect.poll(ground).toBe("rgb(253, 252, 250)");
  expect(new URL(page.url()).hash).toBe("#/start");
});

inBrowser("the picture can be taken away, with title, source and date inside", async () => {
  const { page } = await openApp("/");
  const saved = async (name: string): Promise<string> => {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).first().click();
    return readFile(await (await coming).path(), "utf8");
  };
  await page.locator(".loop-band").first().waitFor();
  const title = await page.locator("figure h2").first().innerText();
  const [svg, csv] = [await saved("SVG"), await saved("CSV")];
  for (const text of [title, "Source: ", "as known on 20"]) {
    expect(svg).toContain(text);
    expect(csv).toContain(text);
  }
  const loop = await loopOfReport();
  const rows = csv.split("\r\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(rows).toHaveLength(1 + loop.putIn.length + loop.pledged.length);
});
