// The local server: what it gives, to whom, and what it keeps to itself.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookFromText } from "../../src/book/cache.ts";
import { freshDocument } from "../../src/cli/book-document.ts";
import { type Running, startServer } from "../../src/cli/web-server.ts";
import { roundtrip } from "../cli/in-process.ts";

const root = join(import.meta.dirname, "..", "..");
const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-serve-")));
const folder = join(work, "web");
const bookFolder = join(work, "book");
const script = `console.log("${"a long script ".repeat(200)}");\n`;
const goodBook = `book: { format: 1, id: small, title: A small book, version: 1.0, licence: CC0-1.0, attribution: nobody, read: 2026-09-30 }
parties:
  - { id: nimbus-cloud, name: Nimbus Cloud, kind: cloud }
`;
let server: Running;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  mkdirSync(bookFolder);
  cpSync(join(root, "src", "web", "index.html"), join(folder, "index.html"));
  writeFileSync(join(folder, "assets", "main-1a2b3c4d.js"), script);
  writeFileSync(join(folder, "assets", "engine-1a2b3c4d.wasm"), Uint8Array.of(0, 97, 115, 109));
  writeFileSync(join(folder, "icon.svg"), "<svg/>");
  writeFileSync(join(folder, "a b.txt"), "a space");
  writeFileSync(join(folder, ".hidden"), "secret");
  writeFileSync(join(work, "secret.txt"), "secret");
  symlinkSync(join(work, "secret.txt"), join(folder, "link.txt"));
  symlinkSync(work, join(folder, "linked"));
  writeFileSync(join(bookFolder, "book.yaml"), goodBook);
  const book = freshDocument({ folders: [bookFolder], withDefault: false });
  server = await startServer({ folder, book }, 0);
});
afterAll(async () => {
  await server.close();
  rmSync(work, { recursive: true, force: true });
});

describe("what it gives", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/assets/main-1a2b3c4d.js", "text/javascript; charset=utf-8"],
    ["/assets/main-1a2b3c4d.js?version=2", "text/javascript; charset=utf-8"],
    ["/assets/engine-1a2b3c4d.wasm", "application/wasm"],
    ["/icon.svg", "image/svg+xml; charset=utf-8"],
    ["/a%20b.txt", "text/plain; charset=utf-8"],
    ["/book.json", "application/json"],
  ])("%s is %s", async (path, type) => {
    const { status, headers } = await ask(path);
    expect([status, headers["content-type"]]).toEqual([200, type]);
  });

  test("bytes come as they are", async () => {
    expect((await ask("/assets/main-1a2b3c4d.js")).body.toString()).toBe(script);
    expect([...(await ask("/assets/engine-1a2b3c4d.wasm")).body]).toEqual([0, 97, 115, 109]);
  });

  test("HEAD gives the headers and no body", async () => {
    const { status, headers, body } = await ask("/", { method: "HEAD" });
    expect([status, headers["content-type"], body.length]).toEqual([200, "text/html; charset=utf-8", 0]);
  });

  test("what is large is compressed for whoever takes it", async () => {
    const gzip = { headers: { "accept-encoding": "gzip" } };
    const { headers, body } = await ask("/assets/main-1a2b3c4d.js", gzip);
    expect([headers["content-encoding"], headers["vary"]]).toEqual(["gzip", "Accept-Encoding"]);
    expect(body.length).toBeLessThan(script.length / 4);
    expect(gunzipSync(body).toString()).toBe(script);
    expect((await ask("/assets/main-1a2b3c4d.js")).headers["content-encoding"]).toBeUndefined();
    expect((await ask("/icon.svg", gzip)).headers["content-encoding"]).toBeUndefined();
  });
});

describe("what a browser is told", () => {
  const page = readFileSync(join(root, "src", "web", "index.html"), "utf8");
  const policy = /content="(default-src[^"]+)"/u.exec(page)![1];

  test.each(["/", "/assets/main-1a2b3c4d.js", "/book.json", "/nowhere"])(
    "%s: isolation, and the page's own policy",
    async (path) => {
      const { headers } = await ask(path);
      expect(headers).toMatchObject({
        "content-security-policy": policy,
        "cross-origin-embedder-policy": "require-corp",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    },
  );

  test("a file whose name tells its content is kept for ever", async () => {
    const { headers } = await ask("/assets/main-1a2b3c4d.js");
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  test.each(["/", "/book.json", "/icon.svg"])("%s is asked for again, and not sent again", async (path) => {
    for (const encoding of ["identity", "gzip"]) {
      const { headers } = await ask(path, { headers: { "accept-encoding": encoding } });
      expect(headers["cache-control"]).toBe("no-cache");
      const again = await ask(path, {
        headers: { "accept-encoding": encoding, "if-none-match": headers["etag"]! },
      });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers["content-security-policy"]).toBe(policy);
      expect((await ask(path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    }
  });
});

describe("what it keeps to itself", () => {
  test.each([
    "/nowhere",
    "/assets",
    "/assets/",
    "/.hidden",
    "/%2ehidden",
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/..%5csecret.txt",
    "/assets%2fmain-1a2b3c4d.js",
    "/assets%5cmain-1a2b3c4d.js",
    "/%252e%252e/secret.txt",
    "/..%c0%afsecret.txt",
    "/%ff",
    "/%",
    "/secret.txt%00.html",
    "/index.html%00",
    "/index.html/",
    "//secret.txt",
    "/link.txt",
    "/linked/secret.txt",
    join(work, "secret.txt"),
    `/${join(work, "secret.txt")}`,
    `/file:%2f%2f${encodeURIComponent(join(work, "secret.txt"))}`,
  ])("%s: 404", async (path) => {
    const { status, body } = await ask(path);
    expect([status, body.toString()]).toEqual([404, "Not found.\n"]);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])("%s: 405", async (method) => {
    const { status, headers } = await ask("/", { method });
    expect([status, headers["allow"]]).toEqual([405, "GET, HEAD"]);
  });

  test.each([
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example:PORT",
    "0.0.0.0:PORT",
  ])("a page that calls this machine %s: 403", async (host) => {
    for (const path of ["/", "/book.json", "/nowhere"]) {
      const { status, body } = await ask(path, { headers: { host: ofServer(host) } });
      expect([status, body.toString()]).toEqual([
        403,
        "This server answers to 127.0.0.1 and localhost only.\n",
      ]);
    }
  });

  test.each(["127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"])(
    "a page that calls it %s: 200",
    async (host) => {
      expect((await ask("/", { headers: { host: ofServer(host) } })).status).toBe(200);
    },
  );

  test.each([
    ["names no host", "GET /book.json HTTP/1.0\r\n\r\n"],
    [
      "names two hosts",
      `GET /book.json HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    ],
    ["has a backslash", "GET /..\\secret.txt HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n"],
    [
      "is for another site",
      `GET http://evil.example/book.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    ],
  ])("a request that %s gets nothing", async (_, text) => {
    const answer = await raw(ofServer(text));
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|403) /u);
    expect(answer).not.toMatch(/Nimbus|secret/u);
  });

  test("it listens on 127.0.0.1 alone", async () => {
    const socket = connect({ host: "127.0.0.2", port: server.port });
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
  });
});

describe("the book", () => {
  test("a change of its files is there at the next request", async () => {
    const file = join(bookFolder, "book.yaml");
    const first = await ask("/book.json");
    expect(bookFromText(first.body.toString())?.parties.get("nimbus-cloud")?.name).toBe("Nimbus Cloud");

    writeFileSync(file, goodBook.replace("Nimbus Cloud", "Nimbus"));
    const changed = await ask("/book.json", { headers: { "if-none-match": first.headers["etag"]! } });
    expect(changed.status).toBe(200);
    expect(bookFromText(changed.body.toString())?.parties.get("nimbus-cloud")?.name).toBe("Nimbus");

    writeFileSync(file, goodBook.replace("kind: cloud", "kind: clod"));
    const faulty = await ask("/book.json");
    expect(faulty.status).toBe(200);
    const { stdout } = await roundtrip(`book check ${bookFolder} --json`);
    const { faults } = JSON.parse(stdout) as { faults: { line: number }[] };
    expect(faults.map(({ line }) => line)).toEqual([3]);
    expect(JSON.parse(faulty.body.toString())).toMatchObject({ faults });

    rmSync(file);
    const gone = JSON.parse((await ask("/book.json")).body.toString()) as { faults: { code: string }[] };
    expect(gone.faults.map(({ code }) => code)).toEqual(["BOOK_NO_FILES"]);

    rmSync(bookFolder, { recursive: true });
    const away = JSON.parse((await ask("/book.json")).body.toString()) as { faults: { code: string }[] };
    expect(away.faults.map(({ code }) => code)).toEqual(["BOOK_FOLDER"]);

    mkdirSync(bookFolder);
    writeFileSync(file, goodBook);
    expect((await ask("/book.json")).headers["etag"]).toBe(first.headers["etag"]);
  });
});

describe("the command", () => {
  test("says where it serves, serves the chosen books, and ends at Ctrl-C without a word", async () => {
    const run = spawn(
      process.execPath,
      [join(root, "bin", "roundtrip.js"), "serve", "--port", "0", "--no-default-book", "--book", bookFolder],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let stderr = "";
    run.stderr.on("data", (text) => (stderr += String(text)));
    const [line] = (await once(run.stdout, "data")) as [Buffer];
    const address = /^Roundtrip at (http:\/\/127\.0\.0\.1:\d+\/) \(Ctrl-C ends it\)\n$/u.exec(
      line.toString(),
    )![1]!;
    const page = await fetch(address);
    expect([page.status, await page.text()]).toEqual([
      200,
      readFileSync(join(root, "dist", "web", "index.html"), "utf8"),
    ]);
    const book = await fetch(`${address}book.json`);
    expect([...bookFromText(await book.text())!.parties.keys()]).toEqual(["nimbus-cloud"]);
    const ended = once(run, "exit");
    run.kill("SIGINT");
    expect((await ended)[0]).toBe(130);
    expect(stderr.replace(/^roundtrip: building.*\n/gmu, "")).toBe("");
  }, 180_000);

  test("a port that was asked for and is taken is an error, with what to do", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as { port: number };
    const { status, stderr } = await roundtrip(`serve --port ${port}`);
    holder.close();
    expect(status).toBe(2);
    expect(stderr).toContain(
      `error PORT_TAKEN\nPort ${port} is taken. Give another one with --port, or 0 for any that is free.\n`,
    );
  }, 180_000);

  test("the usual port gives way to the next that is free, and says so", async () => {
    const holder = createServer().listen(4173, "127.0.0.1");
    await Promise.race([once(holder, "listening"), once(holder, "error")]); // taken by somebody else: as good
    const run = spawn(process.execPath, [join(root, "bin", "roundtrip.js"), "serve"]);
    const said = { stdout: "", stderr: "" };
    run.stdout.on("data", (text) => (said.stdout += String(text)));
    run.stderr.on("data", (text) => (said.stderr += String(text)));
    await once(run.stdout, "data");
    run.kill("SIGINT");
    await once(run, "close");
    holder.close();
    const port = Number(/^Roundtrip at http:\/\/127\.0\.0\.1:(\d+)\//u.exec(said.stdout)![1]);
    expect(port).toBeGreaterThan(4173);
    expect(said.stderr).toContain(`note: port 4173 is taken; ${port} is used instead\n`);
  }, 180_000);

  test.each([
    ["serve --port 70000", 2, "Write a whole number from 0 to 65,535."],
    ["serve --prot 5000", 2, 'Did you mean "--port"?'],
    ["serve --book nowhere", 3, 'There is no folder "nowhere".'],
    ["serve --no-default-book", 2, "Give --book DIR with --no-default-book."],
  ])("%s: %i, %s", async (words, code, said) => {
    const { status, stdout, stderr } = await roundtrip(words);
    expect([status, stdout]).toEqual([code, ""]);
    expect(stderr).toContain(said);
  });
});

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** One request with its path as written: fetch would tidy it. */
function ask(
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on("error", reject).end();
  });
}

async function raw(text: string): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port: server.port });
  let answer = "";
  socket.on("data", (part) => (answer += String(part)));
  socket.write(text);
  await once(socket, "close");
  return answer;
}

function ofServer(text: string): string {
  return text.replaceAll("PORT", `${server.port}`);
}
