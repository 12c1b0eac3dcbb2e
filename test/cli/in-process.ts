// The command line in this process, on the small economy: what it prints, and with which exit code it ends.

import { vi } from "vitest";
import { main } from "../../src/cli/main.ts";
import type { EconomyMaker } from "../../src/question/simulation-run.ts";
import { standIn } from "../stand-in-economy.ts";

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const small: EconomyMaker = (book, { quarters = 8 }) => standIn(book, { quarters });

/** One thread: workers run the build, which knows no test. */
export async function roundtrip(words: string, make: EconomyMaker = small): Promise<Ran> {
  const taken = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text, ...rest) => {
      taken[stream] += String(text);
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    }),
  );
  try {
    const status = await main(words.split(" "), make);
    return { status, ...taken };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
