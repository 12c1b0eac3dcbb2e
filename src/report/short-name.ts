// What people call a party.

import type { Book } from "../book/book.ts";

/** A party's name without what stands in brackets or follows a legal form. */
export function shortName({ book }: { readonly book: Book }, id: string): string {
  if (book.parties.get(id)?.boundary === true) return "unnamed others";
  return shortened(book.parties.get(id)?.name ?? id);
}

/** `Amazon.com Inc.` is Amazon; never empty. */
export function shortened(full: string): string {
  let short = full.replace(/\s*\(.*\)/u, "").replace(/ \/ .*/u, "");
  for (;;) {
    const next = short
      .replace(/,? (?:Inc|Corp|PBC|Ltd|N\.V|Holdings?|Group|Platforms|ASA)\.?$/u, "")
      .replace(/\.com$/u, "");
    if (next === short) return short === "" ? full : short;
    short = next;
  }
}
