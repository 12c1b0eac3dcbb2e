// Why a watch ends without an answer.

import { RoundtripError } from "../../error/error.ts";

/** Of a watch that nobody looks at any more. */
export function overtaken(): RoundtripError {
  return new RoundtripError("OVERTAKEN", "A newer watch took the place of this one.");
}
