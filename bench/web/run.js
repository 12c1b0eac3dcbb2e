// The web app in Chromium without a window, served as `serve` does: from a move of the hand on a slider to the painted
// fan, tasks that block the page meanwhile, and the first picture of a cold load with what it takes to get there.
// `node bench/web/run.js`
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { ensureBuilt, ensureWebBuilt } from "../../bin/build.js";

for (const ensure of [ensureBuilt, ensureWebBuilt]) {
  const problem = ensure();
  if (problem) throw new Error(`${problem.message} ${problem.remedy ?? ""}`);
}
const { startServer } = await import("../../dist/cli/web-server.js");
const { freshDocument } = await import("../../dist/cli/book-document.js");

const moves = 30;
const dragMoves = 90;
const coldLoads = 7;
const views = [
  ["start", ""],
  ["deal", "#deal"],
];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const server = await startServer(
  { folder: join(root, "dist", "web"), book: freshDocument({ folders: [], withDefault: true }) },
  0,
);
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
  await server.close();
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
  print("\nA slider of Futures, 1,000 paths of all series of a lab");
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
      // A page that leaves in the middle of a load is another test.
      await page.waitForLoadState("networkidle").catch(() => {});
      await context.close();
      print(`\nFirst picture, ${name}: the view marks none`);
      return;
    }
    times.push(await marked.jsonValue());
    if (k === 0) {
      for (const request of came.slice()) {
        const response = await request.response();
        const size = gzipSync(await response.body()).length;
        if (request.url().endsWith("/book.json")) bookBytes += size;
        else bytes += size;
      }
    }
    // A page that leaves in the middle of a load is another test.
    await page.waitForLoadState("networkidle").catch(() => {});
    await context.close();
  }
  print(`\nFirst picture, ${name}, cold, ${coldLoads} loads`);
  line("from the address to the picture, median", `${Math.round(median(times))} ms`, "at most 1,500 ms");
  line("loaded before it, gzipped, without the book", kilobytes(bytes), "at most 500 KB");
  line("the book, gzipped", kilobytes(bookBytes));
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
