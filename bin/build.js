// Keeps the builds no older than their source. Plain JavaScript that needs nothing installed, because it
// runs before anything is.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { alone } from "./alone.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const program = {
  stamp: join(dist, ".stamp"),
  files: () => ["tsconfig.json", "package.json", ...filesIn("src", ownSource)],
};
const webApp = {
  stamp: join(dist, ".web-stamp"),
  files: () => ["vite.config.ts", "package-lock.json", ...filesIn("src"), ...filesIn("books/circular")],
};

/**
 * Builds the library and the command line if needed; one line on stderr when it does.
 *
 * @returns {{code: string, message: string, remedy: string} | undefined} what is wrong, and what to run
 */
export function ensureBuilt() {
  if (!inClone()) return undefined; // an installed package holds its build
  if (isFresh(program)) return undefined;
  const compiler = join(root, "node_modules", "@typescript", "native", "bin", "tsc");
  if (!existsSync(compiler)) return notInstalled;
  return alone(root, () => (isFresh(program) ? undefined : buildProgram(compiler)));
}

/**
 * Builds the web app into dist/web if needed, with the default book beside it, so that the folder needs
 * no server of its own; one line on stderr when it does.
 *
 * @returns {{code: string, message: string, remedy: string} | undefined} what is wrong, and what to run. With
 *   BOOK_FAULTS the app is in place, and its book is the list of the faults.
 */
export function ensureWebBuilt() {
  if (!inClone()) {
    if (existsSync(join(dist, "web", "index.html"))) return undefined;
    return {
      code: "WEB_NOT_BUILT",
      message: "The web app is missing in this package.",
      remedy: "Install it again: `npm install roundtrip-ai`.",
    };
  }
  const problem = ensureBuilt();
  if (problem) return problem;
  if (isFresh(webApp)) return undefined;
  const bundler = join(root, "node_modules", "vite", "bin", "vite.js");
  if (!existsSync(bundler)) return notInstalled;
  return alone(root, () => (isFresh(webApp) ? undefined : buildWebApp(bundler)));
}

const notInstalled = {
  code: "NOT_INSTALLED",
  message: "Nothing is installed in this clone yet.",
  remedy: "Run `npm start`: it installs, builds and prints the report.",
};

/** Built beside and put in place whole: a build that fails leaves the one before it. */
function buildProgram(compiler) {
  process.stderr.write("roundtrip: building\n");
  const stamp = stampOf(program.files());
  const fresh = join(root, `dist-${process.pid}`);
  const built = run([compiler, "-p", root, "--outDir", fresh]);
  if (built.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    return buildFailed(built, "npx tsc -p .");
  }
  writeFileSync(join(fresh, ".stamp"), stamp);
  for (const name of ["web", ".web-stamp"])
    if (existsSync(join(dist, name))) renameSync(join(dist, name), join(fresh, name));
  replace(dist, fresh);
  keepDefaultBook();
  return undefined;
}

function buildWebApp(bundler) {
  process.stderr.write("roundtrip: building the web app\n");
  const stamp = stampOf(webApp.files());
  const fresh = join(root, `dist-web-${process.pid}`);
  const built = run([bundler, "build", "--outDir", fresh]);
  if (built.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    return buildFailed(built, "npx vite build");
  }
  const book = run(["--input-type=module", "-e", bookScript(join(fresh, "book.json"))]);
  if (book.status !== 0 && book.status !== 3) {
    rmSync(fresh, { recursive: true, force: true });
    return buildFailed(book, "node bin/roundtrip.js book check");
  }
  rmSync(webApp.stamp, { force: true });
  replace(join(dist, "web"), fresh);
  if (book.status === 0) {
    writeFileSync(webApp.stamp, stamp);
    return undefined;
  }
  return {
    code: "BOOK_FAULTS",
    message: "The default book has faults.",
    remedy: "Run `node bin/roundtrip.js book check` to see them.",
  };
}

/** Writes what the server answers for the default book; ends with 3 where that is a list of faults. */
function bookScript(path) {
  const door = pathToFileURL(join(dist, "cli", "book-document.js")).href;
  return `
    import { writeFileSync } from "node:fs";
    import { bookDocument } from ${JSON.stringify(door)};
    const { text, faults } = await bookDocument({ folders: [], withDefault: true });
    writeFileSync(${JSON.stringify(path)}, text);
    process.exitCode = faults.length > 0 ? 3 : 0;`;
}

/** Parses the default book once, so that the first question is answered as fast as the next. */
function keepDefaultBook() {
  const door = pathToFileURL(join(dist, "cli", "book-files.js")).href;
  const script = `import(${JSON.stringify(door)}).then((door) => door.openBook({ folders: [], withDefault: true })).catch(() => {});`;
  run(["--input-type=module", "-e", script]);
}

/** Node with these arguments; tests call it too, and what is built must not be a build for tests. */
function run(args) {
  const env = { ...process.env, NODE_ENV: "production" };
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env });
}

function buildFailed(built, command) {
  return {
    code: "BUILD_FAILED",
    message: `The build failed:\n${built.stdout}${built.stderr}`,
    remedy: `Run \`${command}\` to see it again.`,
  };
}

function replace(folder, fresh) {
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

/**
 * Installs from the lock file unless what is installed is of this very lock.
 *
 * @returns {boolean} whether everything is there
 */
export function ensureInstalled() {
  const lock = readFileSync(join(root, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  const mark = join(root, "node_modules", ".roundtrip-lock");
  if (existsSync(mark) && readFileSync(mark, "utf8") === hash) return true;
  process.stderr.write("roundtrip: installing from package-lock.json\n");
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ["npm", []];
  const installed = spawnSync(command, [...args, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (installed.status !== 0) return false;
  writeFileSync(mark, hash);
  return true;
}

function inClone() {
  return existsSync(join(root, "src"));
}

function isFresh({ stamp, files }) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === stampOf(files());
}

/** Names, sizes and times of everything that a build is made of. */
function stampOf(files) {
  const hash = createHash("sha256");
  for (const file of files.toSorted((a, b) => (a < b ? -1 : 1))) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest("hex");
}

function filesIn(folder, wanted = () => true) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter(wanted);
}

/** What the compiler reads: the web app is the bundler's. */
function ownSource(file) {
  return file.endsWith(".ts") && !file.startsWith(join("src", "web"));
}
