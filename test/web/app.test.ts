// The page in a browser: it comes up, alone and isolated, from our server and from any other.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { getMimeType } from "hono/utils/mime";
import { openApp, openAt, webFolder } from "./app.ts";
import { inBrowser } from "./browser.ts";

inBrowser("the page comes up without an error, and asks nobody else", async () => {
  const { page, errors, elsewhere } = await openApp();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
});

inBrowser("what a page must not do is recorded", async () => {
  const { page, errors, elsewhere } = await openApp();
  await page.evaluate(() => {
    void fetch("./nowhere.json");
    setTimeout(() => {
      throw new Error("not caught");
    });
    document.body.append(Object.assign(new Image(), { src: "http://elsewhere.invalid/pixel.png" }));
  });
  await expect.poll(() => elsewhere).toEqual(["http://elsewhere.invalid/pixel.png"]);
  await expect.poll(() => errors).toContain("thrown: not caught");
  await expect.poll(() => errors.join("\n")).toMatch(/^console: .*404/mu);
});

inBrowser("viewport and scheme are as asked", async () => {
  const { page } = await openApp("/", { viewport: { width: 390, height: 844 }, scheme: "dark" });
  const seen = await page.evaluate(() => [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches]);
  expect(seen).toEqual([390, true]);
});

inBrowser("the folder works under any path of a plain host, without a header of ours", async () => {
  await openApp(); // builds
  const host = createServer((asked, answer) => {
    const path = new URL(asked.url!, "http://host").pathname.replace(/\/$/u, "/index.html");
    const name = path.startsWith("/some/where/") ? path.slice("/some/where/".length) : "nothing";
    readFile(join(webFolder, name)).then(
      (bytes) => answer.writeHead(200, { "Content-Type": getMimeType(name) }).end(bytes),
      () => answer.writeHead(404).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  onTestFinished(() => void host.close());
  const { port } = host.address() as AddressInfo;
  const { page, errors, elsewhere } = await openAt(`http://127.0.0.1:${port}/some/where/`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  const book = await page.evaluate(async () =>
    Object.keys((await (await fetch("./book.json")).json()) as object),
  );
  expect(book).toContain("deals");
  expect({ errors, elsewhere }).toEqual({ errors: [], elsewhere: [] });
});
