// `serve`: the web app on this machine, with the chosen books.

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Command } from "commander";
import { RoundtripError, exitCode } from "../error/error.ts";
import { freshDocument } from "./book-document.ts";
import { bookLayers } from "./book-files.ts";
import { print, whole, withBooks } from "./shared.ts";
import type { Running, Served } from "./web-server.ts";

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));
const usualPort = 4173;
/** How many ports after the usual one are tried. */
const portsTried = 20;

interface ServeOptions {
  readonly port?: number | undefined;
  readonly book: string[];
  readonly defaultBook: boolean;
}

/** Adds `serve` to the program. */
export function addServeCommand(program: Command): void {
  const serving = program
    .command("serve")
    .description("The web app in a browser on this machine, with the chosen books.")
    .option(
      "--port <n>",
      `the port (default: ${usualPort}, or the next that is free; 0: any)`,
      whole(0, 65_535),
    );
  withBooks(serving).exitOverride().action(serve);
}

/** Serves until the process is ended. */
async function serve({ port, book, defaultBook }: ServeOptions): Promise<void> {
  const choice = { folders: book, withDefault: defaultBook };
  bookLayers(choice); // a folder that is not there is said now, not in the browser
  await ensureWebApp();
  const document = freshDocument(choice, ({ faults }) => {
    const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
    if (faults.length > 0) process.stderr.write(`note: the book has ${count}; the page lists them\n`);
  });
  const { address } = await onPort({ folder: join(packageFolder, "dist", "web"), book: document }, port);
  await print(`Roundtrip at ${address} (Ctrl-C ends it)\n`);
  await document(); // read before the first page asks, and faults are said at once
  await new Promise(() => {});
}

/** The port asked for and no other, or else the usual one or the next that is free. */
async function onPort(served: Served, asked: number | undefined): Promise<Running> {
  const { startServer } = await import("./web-server.ts");
  const last = asked ?? usualPort + portsTried;
  for (let port = asked ?? usualPort; ; port++) {
    try {
      const running = await startServer(served, port);
      if (asked === undefined && port > usualPort)
        process.stderr.write(`note: port ${usualPort} is taken; ${port} is used instead\n`);
      return running;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
      if (port < last) continue;
      throw new RoundtripError(
        "PORT_TAKEN",
        asked === undefined
          ? `All ports from ${usualPort} to ${last} are taken.`
          : `Port ${asked} ${code === "EACCES" ? "may not be used by this user" : "is taken"}.`,
        { exit: exitCode.usage, remedy: "Give another one with --port, or 0 for any that is free." },
      );
    }
  }
}

/** Builds the web app in a clone where it is missing or older than its source. */
async function ensureWebApp(): Promise<void> {
  const door = pathToFileURL(join(packageFolder, "bin", "build.js")).href;
  const { ensureWebBuilt } = (await import(door)) as {
    ensureWebBuilt: () => { code: string; message: string; remedy: string } | undefined;
  };
  const problem = ensureWebBuilt();
  // Faults of the default book are no reason not to show the page, which lists them.
  if (!problem || problem.code === "BOOK_FAULTS") return;
  throw new RoundtripError(problem.code, problem.message, { exit: exitCode.usage, remedy: problem.remedy });
}
