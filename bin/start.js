// `npm start`: installs if needed, builds if needed, prints the report and, on a terminal, serves the web app; or passes
// on what follows `--`.
import { ensureInstalled } from "./build.js";

if (!ensureInstalled()) {
  process.stderr.write(
    "error INSTALL_FAILED\nThe packages could not be installed. Check the network and run `npm ci` to see why.\n",
  );
  process.exit(1);
}
const asked = process.argv.length > 2;
if (!asked) process.argv.push("report");
await import("./roundtrip.js");
// Where nobody watches, the report is all: a server would never end.
if (!asked && process.stdout.isTTY && !process.exitCode) {
  const { main } = await import("../dist/cli/main.js");
  process.exitCode = await main(["serve"]);
}
