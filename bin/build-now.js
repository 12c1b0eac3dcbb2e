// `npm run build`: builds what is missing or older than its source, the web app too.
import { ensureWebBuilt } from "./build.js";

const problem = ensureWebBuilt();
if (problem) {
  process.stderr.write(`error ${problem.code}\n${problem.message} ${problem.remedy}\n`);
  process.exitCode = 1;
}
