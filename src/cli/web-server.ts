// The web app on this machine: a static folder and the book, for the browser of whoever started it.

import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type HttpBindings, createAdaptorServer } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { etag } from "hono/etag";
import { getMimeType } from "hono/utils/mime";
import type { BookDocument } from "./book-document.ts";
import { isHashed, webFile } from "./web-folder.ts";

const loopback = "127.0.0.1";

export interface Served {
  /** The folder of the built web app. */
  readonly folder: string;
  /** What `book.json` is, at each request. */
  readonly book: () => Promise<BookDocument>;
}

export interface Running {
  readonly port: number;
  /** `http://127.0.0.1:<port>/` */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves on 127.0.0.1 alone.
 *
 * @param port 0 for any that is free
 * @throws the system's error where the port cannot be had: EADDRINUSE, EACCES
 */
export async function startServer(served: Served, port: number): Promise<Running> {
  const server = createAdaptorServer({
    fetch: application(served).fetch,
    hostname: loopback,
    overrideGlobalObjects: false,
  }) as Server;
  await new Promise<void>((listening, refused) => {
    server.once("error", refused);
    server.listen(port, loopback, () => {
      server.off("error", refused);
      listening();
    });
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    address: `http://${loopback}:${taken}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

type Asked = Context<{ Bindings: HttpBindings }>;

function application({ folder, book }: Served): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (asked, next) => {
    await next();
    for (const [name, value] of Object.entries(await headersFor(folder))) asked.res.headers.set(name, value);
  });
  app.use(async (asked, next) => {
    if (!isOurHost(asked)) return asked.text("This server answers to 127.0.0.1 and localhost only.\n", 403);
    if (asked.req.method !== "GET" && asked.req.method !== "HEAD")
      return asked.text("Only GET and HEAD.\n", 405, { Allow: "GET, HEAD" });
    return next();
  });
  app.use(etag());
  app.get("/book.json", async (asked) =>
    reply(asked, "book.json", new TextEncoder().encode((await book()).text)),
  );
  app.get("*", async (asked) => {
    const file = await webFile(folder, asked.req.path);
    if (!file) return asked.notFound();
    return reply(asked, file.name, file.bytes);
  });
  app.notFound((asked) => asked.text("Not found.\n", 404));
  app.onError((error, asked) => {
    process.stderr.write(`error BUG\n${error.stack ?? error.message}\n`);
    return asked.text("This is a bug of roundtrip; the terminal says more.\n", 500);
  });
  return app;
}

/** Below this a packet holds it either way. */
const leastPacked = 1024;
const packed = promisify(gzip);

/** Packed whole and not as it flows: a page that is closed while it loads leaves no stream half written. */
async function reply(asked: Asked, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  const type = getMimeType(name) ?? "application/octet-stream";
  const isPacked =
    bytes.length >= leastPacked &&
    /^text\/|javascript|json|svg/u.test(type) &&
    /\bgzip\b/u.test(asked.req.header("accept-encoding") ?? "");
  const body = isPacked ? new Uint8Array(await packed(bytes)) : bytes;
  return asked.body(body, 200, {
    "Content-Type": type,
    "Content-Length": `${body.length}`,
    "Cache-Control": isHashed(name) ? "public, max-age=31536000, immutable" : "no-cache",
    Vary: "Accept-Encoding",
    ...(isPacked ? { "Content-Encoding": "gzip" } : {}),
  });
}

/**
 * Whether the request was addressed to this machine by name. A page elsewhere can point its own name at
 * 127.0.0.1 (DNS rebinding) and would then read the user's book as if it were its own.
 */
function isOurHost(asked: Asked): boolean {
  const port = asked.env.incoming.socket.localPort;
  const hosts = [loopback, "localhost", "[::1]"];
  const permitted = hosts.flatMap((host) => (port === 80 ? [host, `${host}:80`] : [`${host}:${port}`]));
  return permitted.includes((asked.req.header("host") ?? "").toLowerCase());
}

/** Isolated, so that the page may share memory between its workers; the policy is the page's own. */
async function headersFor(folder: string): Promise<Record<string, string>> {
  const page = await webFile(folder, "/index.html");
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/u.exec(
    page ? new TextDecoder().decode(page.bytes) : "",
  )?.[1];
  return {
    "Content-Security-Policy": policy ?? "default-src 'none'",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}
