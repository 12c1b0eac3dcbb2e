// The equations of the simulation as a model like any other, for `model show circular`.

import { newestDay } from "../book/known.ts";
import { openBook } from "./book-files.ts";
import type { EconomyMaker } from "../question/simulation-run.ts";

/** The economy of the default book as known on its newest day, with every line of its accounts. */
export async function circular({ periods }: { readonly periods?: number | undefined }, make: EconomyMaker) {
  const book = await openBook({ folders: [], withDefault: true });
  const quarters = periods === undefined ? {} : { quarters: periods };
  const { model, sectors } = await make(book, { day: newestDay(book), accounts: "all", ...quarters });
  const { toSystem } = await import("../model/to-system.ts");
  return { model, system: toSystem(model), sectors };
}
