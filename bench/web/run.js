// The web app in Chromium without a window, served from loopback with the headers of `serve`: from a move of the hand on a slider to the painted
// fan, tasks that block the page meanwhile, and the first picture of a cold load with what it takes to get there.
// `node bench/web/run.js`
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { ensureBuilt, ensureWebBuilt } from "../../bin/build.js";

for (const ensure of [ensureBuilt, ensureWebBuilt]) {
  const problem = ensure();
  if (problem) throw new Error(`${problem.message} ${problem.remedy ?? ""}`);
}
const { freshDocument } = await import("../../dist/cli/book-document.js");

const moves = 30;
const dragMoves = 90;
const coldLoads = 7;
const views = [
  ["start", ""],
  ["deal", "#deal"],
];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const server = await served(join(root, "dist", "web"));
const browser = await chromium.launch({
  executablePath: process.env.ROUNDTRIP_CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-dev-shm-usage"],
});
try {
  print(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Chromium ${browser.version()}`,
  );
  await slider();
  for (const [name, hash] of views) await firstPicture(name, hash);
} finally {
  await browser.close();
  server.close();
}

/** A drag on the first slider: one move at a time until its fan is painted, then as fast as a hand. */
async function slider() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    globalThis.seen = { movedAt: 0, painted: [], long: [] };
    addEventListener("pointermove", ({ timeStamp }) => (globalThis.seen.movedAt ||= timeStamp), true);
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) {
        if (name !== "fan-painted") continue;
        globalThis.seen.painted.push(startTime - globalThis.seen.movedAt);
        globalThis.seen.movedAt = 0;
      }
    }).observe({ type: "mark" });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        globalThis.seen.long.push({ startTime, duration });
    }).observe({ type: "longtask" });
  });
  await page.goto(new URL("#futures", server.address).href);
  await page.waitForFunction(
    () => document.querySelector("[data-paths='10000']") && globalThis.seen.painted.length > 0,
    undefined,
    { timeout: 120_000 },
  );
  const resting = Number(/([\d,]+) ms/u.exec(await page.locator("[data-paths]").innerText())?.[1]);
  const thumb = await page.locator(".slider-thumb").first().boundingBox();
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const painted = () => page.evaluate(() => globalThis.seen.painted.length);
  const times = [];
  // The first moves start workers and run the same without the changes: they are not counted.
  for (let k = 0; k < moves + 3; k++) {
    await page.evaluate(() => {
      globalThis.seen.movedAt = 0;
      globalThis.seen.painted = [];
    });
    await page.mouse.move(x + 40 - 2 * (k + 1), y);
    await page.waitForFunction(() => globalThis.seen.painted.length > 0, undefined, { timeout: 60_000 });
    if (k >= 3) times.push(await page.evaluate(() => globalThis.seen.painted[0]));
    await page.waitForTimeout(60);
  }
  await page.evaluate(() => {
    globalThis.seen.long = [];
    globalThis.seen.painted = [];
  });
  const begun = performance.now();
  for (let k = 0; k < dragMoves; k++) {
    await page.mouse.move(x - 20 + 60 * Math.sin(k / 8), y);
    await page.waitForTimeout(16);
  }
  const seconds = (performance.now() - begun) / 1000;
  const frames = await painted();
  const long = await page.evaluate(() => globalThis.seen.long.map(({ duration }) => duration));
  await page.mouse.up();
  await page.close();
  print("\nA slider of Futures, 1,000 paths of the series on the screen");
  line(
    "from the move to the painted fan, median",
    `${Math.round(median(times))} ms`,
    "at most 150 ms, aim 60 ms",
  );
  line("from the move to the painted fan, 95 %", `${Math.round(quantile(times, 0.95))} ms`);
  line("fans painted a second while the hand moves", (frames / seconds).toFixed(1));
  line(
    "longest task of the page meanwhile",
    `${Math.round(Math.max(0, ...long))} ms`,
    "at most 50 ms; 0: none over 50",
  );
  line("10,000 paths when the hand rests: the run", `${resting} ms`);
}

/** A fresh browser profile each: nothing is cached. */
async function firstPicture(name, hash) {
  const times = [];
  let bytes = 0;
  let bookBytes = 0;
  for (let k = 0; k < coldLoads; k++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const came = [];
    context.on("requestfinished", (request) => came.push(request));
    await page.goto(new URL(hash, server.address).href);
    const marked = await page
      .waitForFunction(() => performance.getEntriesByName("first-picture")[0]?.startTime, undefined, {
        timeout: 20_000,
      })
      .catch(() => undefined);
    if (!marked) {
      await context.close();
      print(`\nFirst picture, ${name}: the view marks none`);
      return;
    }
    times.push(await marked.jsonValue());
    if (k === 0) {
      for (const request of came.slice()) {
        const size = server.files.get(new URL(request.url()).pathname.slice(1) || "index.html")?.length ?? 0;
        if (request.url().endsWith("/book.json")) bookBytes += size;
        else bytes += size;
      }
    }
    await context.close();
  }
  print(`\nFirst picture, ${name}, cold, ${coldLoads} loads`);
  line("from the address to the picture, median", `${Math.round(median(times))} ms`, "at most 1,500 ms");
  line("loaded before it, gzipped, without the book", kilobytes(bytes), "at most 500 KB");
  line("the book, gzipped", kilobytes(bookBytes));
}

/** The built folder, each file compressed once: no load pays for it. */
async function served(folder) {
  const types = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
  };
  const { text } = await freshDocument({ folders: [], withDefault: true })();
  const files = new Map([["book.json", gzipSync(text)]]);
  const host = createServer((asked, answer) => {
    const name = new URL(asked.url, "http://host").pathname.slice(1) || "index.html";
    const path = join(folder, name);
    if (!files.has(name) && existsSync(path)) files.set(name, gzipSync(readFileSync(path)));
    const bytes = files.get(name);
    if (!bytes) return answer.writeHead(404).end();
    return answer
      .writeHead(200, {
        "Content-Type": types[extname(name)] ?? "application/json",
        "Content-Encoding": "gzip",
        "Content-Length": bytes.length,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
      })
      .end(bytes);
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (host.address());
  return { address: `http://127.0.0.1:${port}/`, files, close: () => host.close() };
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} KB`;
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

function line(what, value, bound = "") {
  print(`  ${what.padEnd(48)} ${String(value).padStart(10)}  ${bound}`.trimEnd());
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
