// The shape of the house: which folder may know which.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import { expect, test } from "vitest";
import { jsonSchema } from "../src/book/format.ts";

const root = join(import.meta.dirname, "..");
const { forbidden, options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as {
  forbidden: [];
  options: object;
};

test("each folder uses only what lies to its left, and only the doors touch the world", async () => {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/u.test(name),
  );
  const { output } = await cruise(["src"], {
    ...options,
    baseDir: root,
    ruleSet: { forbidden },
    validate: true,
    outputType: "json",
  });
  const result = JSON.parse(output as string) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
    modules: { source: string }[];
  };
  expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  const seen = result.modules.filter(({ source }) => /^src\/.*\.tsx?$/u.test(source));
  expect(seen.length, "modules cruised").toBe(files.length);
});

test("the rule is no dead letter: an arrow to the right is found", async () => {
  const backwards = {
    name: "backwards",
    severity: "error" as const,
    from: { path: "^src/cli/" },
    to: { path: "^src/report/" },
  };
  const { output } = await cruise(["src"], {
    ...options,
    baseDir: root,
    ruleSet: { forbidden: [backwards] },
    validate: true,
    outputType: "json",
  });
  expect((JSON.parse(output as string) as { summary: { error: number } }).summary.error).toBeGreaterThan(0);
});

test("nothing on the left reads the clock, the disk or the network through a global", () => {
  const left = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.tsx?$/u.test(name) && !/^(cli|web)\//u.test(name),
  );
  for (const name of left) {
    const text = readFileSync(join(root, "src", name), "utf8");
    expect(
      /Date\.now|new Date\(\)|performance\.now|\bprocess\.|\bfetch\(|Math\.random/u.exec(text)?.[0],
      name,
    ).toBeUndefined();
  }
});

test("the schema for editors is the one that the format makes", () => {
  expect(JSON.parse(readFileSync(join(root, "docs", "book.schema.json"), "utf8"))).toEqual(jsonSchema());
});
