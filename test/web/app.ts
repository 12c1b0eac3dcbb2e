// The web app in a browser, served as `serve` does, with everything recorded that a page must not do.

import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";
import { ensureWebBuilt } from "../../bin/build.js";
import { freshDocument } from "../../src/cli/book-document.ts";
import type { BookChoice } from "../../src/cli/book-files.ts";
import { type Running, startServer } from "../../src/cli/web-server.ts";
import { launch } from "./browser.ts";

export const webFolder = join(import.meta.dirname, "..", "..", "dist", "web");

export interface OpenOptions {
  /** Default: the default book. */
  readonly book?: BookChoice;
  /** In CSS pixels. Default: 1280 × 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Default: light. */
  readonly scheme?: "light" | "dark";
}

export interface Opened {
  readonly page: Page;
  /** Errors on the console, and what was thrown and not caught; a test expects none. */
  readonly errors: readonly string[];
  /** Addresses of requests to any other host; a test expects none. */
  readonly elsewhere: readonly string[];
}

// One browser, and one server a book, for the tests of a file.
const started: { browser?: Promise<Browser>; readonly servers: Map<string, Promise<Running>> } = {
  servers: new Map(),
};
afterAll(async () => {
  await (await started.browser)?.close();
  for (const server of started.servers.values()) await (await server).close();
});

/**
 * Opens a page of the app, which is built first if needed. It is closed at the end of the test in which it was opened,
 * or with the file where that was in none.
 *
 * @param path such as "/" or "/#loops"
 */
export async function openApp(path = "/", { book, ...options }: OpenOptions = {}): Promise<Opened> {
  const { address } = await served(book ?? { folders: [], withDefault: true });
  return openAt(new URL(path, address).href, options);
}

/** Opens any address in the same way. */
export async function openAt(address: string, options: Omit<OpenOptions, "book"> = {}): Promise<Opened> {
  started.browser ??= launch();
  const context = await (
    await started.browser
  ).newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.scheme ?? "light",
    locale: "en-US",
    timezoneId: "UTC",
  });
  try {
    onTestFinished(() => context.close());
  } catch {
    // opened before the tests of a file: closed with the browser
  }
  const errors: string[] = [];
  const elsewhere: string[] = [];
  const { origin } = new URL(address);
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  context.on("weberror", (thrown) => errors.push(`thrown: ${thrown.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    // The origin of a blob is that of the page that made it; data has none and leaves nothing.
    if (url.protocol !== "data:" && url.origin !== origin) elsewhere.push(url.href);
  });
  const page = await context.newPage();
  await page.goto(address);
  return { page, errors, elsewhere };
}

function served(book: BookChoice): Promise<Running> {
  const key = JSON.stringify(book);
  const known = started.servers.get(key);
  if (known) return known;
  const problem = ensureWebBuilt() as { message: string } | undefined;
  if (problem) throw new Error(problem.message);
  const server = startServer({ folder: webFolder, book: freshDocument(book) }, 0);
  started.servers.set(key, server);
  return server;
}
