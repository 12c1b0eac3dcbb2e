// The circular economy of a book.

import { RoundtripError, exitCode } from "../../error/error.ts";
import type { Book } from "../../book/book.ts";
import type { Day } from "../../unit/date.ts";
import type { Economy } from "./economy.ts";
import type { Quarter } from "./quarter.ts";

/** @throws NOT_YET */
export function economyOf(
  _: Book,
  __: { readonly start?: Quarter; readonly day?: Day; readonly quarters?: number } = {},
): Economy {
  throw new RoundtripError("NOT_YET", "The circular economy cannot be simulated yet.", {
    exit: exitCode.limit,
    remedy: "Take a newer version.",
  });
}
