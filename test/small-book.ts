// Small books for tests: a few lines of YAML under a header that is always the same.

import type { Book } from "../src/book/book.ts";
import { loadBook } from "../src/book/load.ts";
import { openBook } from "../src/cli/book-files.ts";

const header = `book:
  {format: 1, id: small, title: A small book, version: 1, licence: CC BY 4.0, attribution: Test, read: 2027-12-31}
sources:
  - {id: gazette, publisher: The Gazette, title: News, address: "https://example.org", date: 2026-01-01}
parties:
  - {id: cloud, name: Cloud, kind: cloud}
  - {id: cloud-services, name: Cloud Services, kind: cloud, parent: cloud}
  - {id: lab, name: Lab, kind: lab}
  - {id: chips, name: Chips, kind: chipmaker}
  - {id: many, name: Many, kind: market, boundary: true}
`;

/** A book with the parties cloud (and its segment cloud-services), lab, chips and the boundary many. */
export function smallBook(yaml: string): Book {
  return loadBook(
    [
      [
        { file: "header.yaml", text: header },
        { file: "small.yaml", text: yaml },
      ],
    ],
    "0".repeat(64),
  );
}

/** One deal of one leg, with fields of the leg given as YAML flow entries. */
export function oneLeg(fields: string): Book {
  return smallBook(`deals:
  - id: deal
    title: A deal
    announced: 2026-01-10
    sources: [gazette]
    legs:
      - {id: leg, ${fields}}
`);
}

export const paysLab = "kind: equity, payer: cloud, payee: lab";

/** The book that ships with the package. */
export function defaultBook(): Promise<Book> {
  return openBook({ folders: [], withDefault: true });
}
