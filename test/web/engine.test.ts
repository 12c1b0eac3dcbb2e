// The engine in the page computes what the command line prints, to the last bit, whatever the browser lacks; and workers
// that die are replaced.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished } from "vitest";
import { openApp, openAt } from "./app.ts";
import { inBrowser, launch } from "./browser.ts";
import { askDesk } from "./desk-worker.ts";
import { plainHost } from "./plain-host.ts";

const roundtrip = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
const watched = ["anthropic.cash", "anthropic.runRate", "amazon.capacityGw"];
const events = ["anthropic.default", "anthropic-aws-2026-04-commitment.shortfall"];
const timeout = 240_000;

/** Unlike the page's worker, the command line keeps every series of the economy. */
function told(paths: number) {
  const text = execFileSync(
    process.execPath,
    [roundtrip, "simulate", "--json", "--paths", `${paths}`, "--seed", "1", "--quarters", "40"],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  const { series, events: happened } = JSON.parse(text) as {
    series: Record<string, Record<string, unknown>>;
    events: Record<string, object>;
  };
  return {
    series: Object.fromEntries(watched.map((id) => [id, series[id]])),
    events: Object.fromEntries(events.map((id) => [id, happened[id]])),
  };
}

const watch = (paths: number) =>
  ({ want: "watch", watch: { paths, seed: 1, series: watched, events } }) as const;

/** Without what the page has beside: of which kind a series is, and the interval of a chance in every quarter. */
function withoutKind(got: NonNullable<Awaited<ReturnType<typeof askDesk>>["got"]>) {
  return {
    series: Object.fromEntries(
      Object.entries(got.series).map(([id, { kind: _, ...points }]) => [id, points]),
    ),
    events: Object.fromEntries(
      Object.entries(got.events).map(([id, { probability, low, high, byQuarter }]) => [
        id,
        { probability, low, high, byQuarter },
      ]),
    ),
  };
}

const of: { thousand?: ReturnType<typeof told> } = {};
beforeAll(() => {
  of.thousand = told(1000);
}, timeout);

inBrowser(
  "workers of an isolated page give the digits of Node, with memory that they share",
  { timeout },
  async () => {
    const { page } = await openApp("/#claims");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const { got } = await askDesk(page, watch(1000));
    expect(withoutKind(got!)).toEqual(of.thousand);
    expect(got!.notes).toEqual([]);
  },
);

inBrowser(
  "what changes from one run to another is the command line's, once its base has been run and before",
  { timeout },
  async () => {
    const scenario = ["rates-up=0.05@2027Q1"];
    const { differences } = JSON.parse(
      execFileSync(
        process.execPath,
        [roundtrip, "stress", "--json", "--paths", "1000", "--scenario", ...scenario],
        { encoding: "utf8", maxBuffer: 2 ** 28 },
      ),
    ) as { differences: Record<string, { unit: string } & Record<string, unknown>> };
    const { page } = await openApp("/#claims");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const { want, watch: plain } = watch(1000);
    const { got } = await askDesk(page, { want, watch: { ...plain, scenario, against: {} } });
    const { changes } = got!.against!;
    for (const id of watched) {
      const { p25: _, p75: __, up: ___, down: ____, ...points } = changes[id]!;
      expect(points).toEqual(differences[id]);
    }
    expect(withoutKind({ ...got!, ...got!.against! })).toEqual(of.thousand);
  },
);

inBrowser("and where memory cannot be shared, since the host sends no headers", { timeout }, async () => {
  await openApp("/#claims"); // builds
  const { page } = await openAt(`${await plainHost()}#claims`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const { got } = await askDesk(page, watch(1000));
  expect(withoutKind(got!)).toEqual(of.thousand);
});

inBrowser(
  "and by the interpreter, where there is no WebAssembly or none with vectors",
  { timeout },
  async () => {
    const four = told(4);
    const { page } = await openApp("/#claims");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const stage = await askDesk(page, { want: "stage" }, ["WebAssembly"]);
    expect(stage.got).toMatchObject({ engine: "interpret" });
    const { got } = await askDesk(page, watch(4), ["WebAssembly"]);
    expect(withoutKind(got!)).toEqual(four);
    // An older processor: its vectors cannot do what WebAssembly's have to.
    const older = await launch(["--no-enable-ssse3"]);
    onTestFinished(() => older.close());
    const other = await older.newPage();
    await other.goto(page.url());
    await other.getByRole("heading", { level: 1 }).first().waitFor({ timeout });
    expect(await other.evaluate(() => typeof WebAssembly)).toBe("object");
    const note = other.locator(".notices li");
    await note.waitFor({ timeout });
    expect(await note.allInnerTexts()).toEqual([expect.stringContaining("no WebAssembly with vectors")]);
    const slow = await askDesk(other, watch(4));
    expect(withoutKind(slow.got!)).toEqual(four);
    // Said once, whatever is looked at.
    await other.evaluate(() => (location.hash = "#signals"));
    await other.getByRole("heading", { name: "What to watch" }).waitFor({ timeout });
    expect(await note.count()).toBe(1);
  },
);

inBrowser(
  "a worker of paths that dies is replaced, the run made again, and that is said",
  { timeout },
  async () => {
    await openApp("/#claims"); // builds
    const spoilt: string[] = [];
    const address = await plainHost({
      isIsolated: true,
      spoil: (name) => {
        if (!name.includes("path-worker") || spoilt.length > 0) return undefined;
        spoilt.push(name);
        return "throw new Error('dead');";
      },
    });
    const { page } = await openAt(`${address}#claims`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const { got } = await askDesk(page, watch(1000));
    expect(spoilt).toHaveLength(1);
    expect(got!.notes).toEqual(["A worker that computes futures ended; another took its place."]);
    expect(withoutKind(got!)).toEqual(of.thousand);
  },
);

inBrowser(
  "what is watched and is not simulated is told as the command line tells it",
  { timeout },
  async () => {
    const { page } = await openApp("/#claims");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const { trouble } = await askDesk(page, {
      want: "watch",
      watch: { paths: 10, series: ["anthropic.cahs"], events: [] },
    });
    expect(trouble?.code).toBe("SERIES_UNKNOWN");
  },
);

inBrowser(
  "a worker of the page that dies is started again, which is said, and the view goes on",
  { timeout },
  async () => {
    const { page } = await openApp("/#futures?party=mistral&series=cash");
    await page.locator("[data-paths]").waitFor({ timeout });
    await page
      .workers()
      .find((worker) => worker.url().includes("/desk-"))!
      .evaluate(
        () =>
          void setTimeout(() => {
            throw new Error("dead");
          }),
      );
    await page.getByText("was started again").waitFor({ timeout });
    await page.getByLabel("Whose future").selectOption("nebius");
    await page
      .getByRole("heading", { name: /Nebius/u })
      .first()
      .waitFor({ timeout });
  },
);
