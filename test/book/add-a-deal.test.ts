import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { legKnown, newestDay } from "../../src/book/known.ts";
import { openBook } from "../../src/cli/book-files.ts";
import { recordsOn } from "../../src/report/records.ts";

const root = join(import.meta.dirname, "..", "..");

test("the README's deal can be added as it stands, and counts from its own day on", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const example = /## Add a deal[^]*?```yaml\n([^]*?)```/.exec(readme)![1]!;
  const folder = await mkdtemp(join(tmpdir(), "roundtrip-deal-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, "books", "circular"), folder, { recursive: true });
  await writeFile(join(folder, "deals", "nimbus-lumen.yaml"), example);
  const book = await openBook({ folders: [folder], withDefault: false });
  const leg = [...book.legs.values()].find(({ payer }) => payer === "nimbus")!;
  expect(legKnown(book, leg)).toBe("2026-11-02");
  expect(newestDay(book)).toBe("2026-11-02");
  const known = (day: string) => recordsOn(book, "legs", day).some(({ id }) => id === leg.id);
  expect([known("2026-11-01"), known("2026-11-02")]).toEqual([false, true]);
});
