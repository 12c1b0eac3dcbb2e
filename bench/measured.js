// Runs one command line in this process and prints its time, its largest memory and its exit code.
import { main } from "../dist/cli/main.js";

const start = performance.timeOrigin;
const code = await main(process.argv.slice(2));
const ms = performance.timeOrigin + performance.now() - start;
process.stdout.write(`${JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024, code })}\n`);
