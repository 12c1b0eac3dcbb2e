// `node bin/screenshots.js [NAME …]`: pictures of the main views for docs/screenshots, taken from the built app in a
// browser; all, or those that are named.
import { createServer } from "node:http";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { getMimeType } from "hono/utils/mime";
import { chromium } from "playwright-core";
import { ensureWebBuilt } from "./build.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "docs", "screenshots");
const bytesMax = 250_000;

/** The name of the picture, its address, how it is looked at, and what stands at its top where that is not the page's. */
const pictures = [
  { name: "start", hash: "start" },
  { name: "start-dark", hash: "start", scheme: "dark" },
  { name: "start-phone", hash: "start", width: 390, height: 844 },
  { name: "map", hash: "map" },
  { name: "map-claims", hash: "map?draw=claims", from: "figure" },
  { name: "futures", hash: "futures", height: 1060 },
  { name: "deal", hash: "deal" },
  { name: "loops", hash: "loops" },
  { name: "stress", hash: "stress?scenario=party-fails%3Aopenai&round=2", from: ".rounds" },
  { name: "claims", hash: "claims" },
  { name: "book", hash: "book?tab=due" },
];

const wanted = process.argv.slice(2);
const problem = ensureWebBuilt();
if (problem) {
  process.stderr.write(`error ${problem.code}\n${problem.message} ${problem.remedy}\n`);
  process.exit(1);
}
const server = createServer((asked, answer) => {
  const { pathname } = new URL(asked.url, "http://host");
  const name = normalize(pathname === "/" ? "/index.html" : pathname);
  try {
    const bytes = readFileSync(join(root, "dist", "web", name));
    const type = getMimeType(name) ?? "application/octet-stream";
    answer
      .writeHead(200, {
        "Content-Type": type,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
      })
      .end(bytes);
  } catch {
    answer.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((listening) => server.once("listening", listening));
const browser = await chromium.launch({
  executablePath: process.env.ROUNDTRIP_CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-dev-shm-usage"],
});
mkdirSync(folder, { recursive: true });
for (const { name, hash, scheme = "light", width = 1280, height = 800, from } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/#${hash}`);
  await page.locator("h1").first().waitFor();
  // Nothing is on its way any more, and has not been for half a second.
  for (let quiet = 0; quiet < 5; quiet = (await page.locator(".loading").count()) === 0 ? quiet + 1 : 0)
    await page.waitForTimeout(100);
  if (from) await page.locator(from).evaluate((part) => part.scrollIntoView());
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  const { size } = statSync(path);
  process.stdout.write(`${name}.png ${Math.round(size / 1000)} KB\n`);
  if (size > bytesMax) {
    process.stderr.write(`${name}.png has more than ${bytesMax / 1000} KB.\n`);
    process.exitCode = 1;
  }
  await context.close();
}
await browser.close();
server.close();
