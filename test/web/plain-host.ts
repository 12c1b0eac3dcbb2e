// A plain host of the built folder, without a header of ours, that can be told to spoil what it serves.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getMimeType } from "hono/utils/mime";
import { onTestFinished } from "vitest";
import { webFolder } from "./app.ts";

export interface HostOptions {
  /** Whether pages may share memory between threads. */
  readonly isIsolated?: boolean;
  /** Another text for a file; undefined serves it as it is. */
  readonly spoil?: (name: string) => string | undefined;
}

/** Closed at the end of the test. @returns its address */
export async function plainHost({ isIsolated = false, spoil }: HostOptions = {}): Promise<string> {
  const isolation = isIsolated
    ? { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }
    : {};
  const host = createServer((asked, answer) => {
    const path = new URL(asked.url!, "http://host").pathname;
    const name = path === "/" ? "index.html" : path.slice(1);
    const head = { "Content-Type": getMimeType(name), "Cache-Control": "no-store", ...isolation };
    const other = spoil?.(name);
    if (other !== undefined) {
      answer.writeHead(200, head).end(other);
      return;
    }
    readFile(join(webFolder, name)).then(
      (bytes) => answer.writeHead(200, head).end(bytes),
      () => answer.writeHead(404).end(),
    );
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  onTestFinished(() => void host.close());
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
}
