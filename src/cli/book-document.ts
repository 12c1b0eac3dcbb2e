// The book as the web app fetches it: one JSON text, which holds the book or every fault that it has.

import { bookToText } from "../book/cache.ts";
import { type Fault, RoundtripError } from "../error/error.ts";
import { type BookChoice, bookLayers, openBook } from "./book-files.ts";

export interface BookDocument {
  /** `bookToText` of the book, or `{"faults":[…]}`, each as `book check` tells it, with the line in which it stands. */
  readonly text: string;
  readonly faults: readonly Fault[];
}

/** The chosen books as one document. A folder that cannot be read is a fault like any other. */
export async function bookDocument(choice: BookChoice): Promise<BookDocument> {
  try {
    return { text: bookToText(await openBook(choice)), faults: [] };
  } catch (error) {
    if (!(error instanceof RoundtripError)) throw error;
    const { code, message, remedy } = error;
    const faults = error.faults.length > 0 ? error.faults : [{ code, message, remedy }];
    return { text: JSON.stringify({ faults }), faults };
  }
}

/**
 * The document whenever it is asked for, made again only where the files are others than before.
 *
 * @param made is told of each document that was made
 */
export function freshDocument(
  choice: BookChoice,
  made: (document: BookDocument) => void = () => {},
): () => Promise<BookDocument> {
  let last: { readonly hash: string | undefined; readonly document: Promise<BookDocument> } | undefined;
  return () => {
    const hash = hashOf(choice);
    if (last && hash !== undefined && last.hash === hash) return last.document;
    const document = bookDocument(choice);
    last = { hash, document };
    return document.then((done) => {
      made(done);
      return done;
    });
  };
}

/** Undefined where the files cannot be read; why stands in the document. */
function hashOf(choice: BookChoice): string | undefined {
  try {
    return bookLayers(choice).hash;
  } catch {
    return undefined;
  }
}
