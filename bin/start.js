// `npm start`: installs if needed, builds if needed, prints the report, or passes on what follows `--`.
import { ensureInstalled } from "./build.js";

if (!ensureInstalled()) {
  process.stderr.write(
    "error INSTALL_FAILED\nThe packages could not be installed. Check the network and run `npm ci` to see why.\n",
  );
  process.exit(1);
}
if (process.argv.length === 2) process.argv.push("report");
await import("./roundtrip.js");
