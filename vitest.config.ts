import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/build.ts",
    testTimeout: 120_000,
    // Of two cores the usual would be one: files with a browser or a command wait more than they compute.
    maxWorkers: 2,
  },
});
