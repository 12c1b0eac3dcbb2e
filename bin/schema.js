// Writes docs/book.schema.json, the JSON Schema that editors use, from the format's definitions.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build.js";

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);
const { jsonSchema } = await import("../dist/book/format.js");
const path = fileURLToPath(new URL("../docs/book.schema.json", import.meta.url));
writeFileSync(path, `${JSON.stringify(jsonSchema(), null, 1)}\n`);
