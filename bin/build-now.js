// `npm run build`: builds if anything is missing or older than its source.
import { ensureBuilt } from "./build.js";

const problem = ensureBuilt();
if (problem) {
  process.stderr.write(`error ${problem.code}\n${problem.message} ${problem.remedy}\n`);
  process.exitCode = 1;
}
