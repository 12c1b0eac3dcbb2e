// Keeps the build no older than its source. Plain JavaScript that needs nothing installed, because it
// runs before anything is.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, "dist", ".stamp");

/**
 * Builds if needed; one line on stderr when it does.
 *
 * @returns {{code: string, message: string, remedy: string} | undefined} what is wrong, and what to run
 */
export function ensureBuilt() {
  if (!existsSync(join(root, "src"))) return undefined; // an installed package holds its build
  const stamp = sourceStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return undefined;
  const compiler = join(root, "node_modules", "@typescript", "native", "bin", "tsc");
  if (!existsSync(compiler)) {
    return {
      code: "NOT_INSTALLED",
      message: "Nothing is installed in this clone yet.",
      remedy: "Run `npm start`: it installs, builds and prints the report.",
    };
  }
  process.stderr.write("roundtrip: building\n");
  // Built beside and put in place whole: a build that fails leaves the one before it.
  const fresh = join(root, `dist-${process.pid}`);
  const built = spawnSync(process.execPath, [compiler, "-p", root, "--outDir", fresh], { encoding: "utf8" });
  if (built.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    return {
      code: "BUILD_FAILED",
      message: `The build failed:\n${built.stdout}${built.stderr}`,
      remedy: "Run `npx tsc -p .` to see it again.",
    };
  }
  writeFileSync(join(fresh, ".stamp"), stamp);
  rmSync(join(root, "dist"), { recursive: true, force: true });
  renameSync(fresh, join(root, "dist"));
  keepDefaultBook();
  return undefined;
}

/** Parses the default book once, so that the first question is answered as fast as the next. */
function keepDefaultBook() {
  const door = pathToFileURL(join(root, "dist", "cli", "book-files.js")).href;
  const script = `import(${JSON.stringify(door)}).then((door) => door.openBook({ folders: [], withDefault: true })).catch(() => {});`;
  spawnSync(process.execPath, ["--input-type=module", "-e", script]);
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

/** Names, sizes and times of everything that the build is made of. */
function sourceStamp() {
  const hash = createHash("sha256");
  const files = [
    "tsconfig.json",
    "package.json",
    ...readdirSync(join(root, "src"), { recursive: true }).map((name) => join("src", name)),
  ];
  for (const file of files.sort((a, b) => (a < b ? -1 : 1))) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${file.startsWith("src") && !file.endsWith(".ts") ? "" : `${size}\0${mtimeMs}`}\0`);
  }
  return hash.digest("hex");
}
