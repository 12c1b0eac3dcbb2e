// What a command answers: data for machines, tables and sentences for people, the sources of both.

/** A value as people read it, and as a machine does. Unknown is null, never 0. */
export interface Cell {
  readonly show: string;
  readonly value: string | number | boolean | null;
}

export interface Table {
  readonly title: string | undefined;
  readonly columns: readonly { readonly name: string; readonly align: "left" | "right" }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How far a figure may lie, moment by moment: the points below which 5, 25, 50, 75 and 95 % of the futures are. */
export interface Fan {
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    readonly points: readonly [p5: number, p25: number, p50: number, p75: number, p95: number];
    /** The middle, and the range, as people read them. */
    readonly middle: string;
    readonly range: string;
  }[];
}

export type Block =
  | { readonly heading: string }
  | { readonly lines: readonly string[] }
  | { readonly table: Table }
  | { readonly fan: Fan };

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** The answer to one question, in every form in which it can be given. */
export interface Answer {
  /** Documented in docs/cli.md; stable. */
  readonly json: unknown;
  readonly blocks: readonly Block[];
  /** Rows for CSV, where the tables for people would lose ends or units: quantities as low, high and unit. */
  readonly csv?: CsvTable | undefined;
  /** Ids of the sources of every figure that is shown. */
  readonly sources: readonly string[];
  /** A sentence that may be quoted, with its figure; the citation adds date, book and licence. */
  readonly sentence: string;
}

export function text(value: string | undefined): Cell {
  return { show: value ?? "", value: value ?? null };
}

/** A table of cells; columns that begin with ">" are aligned to the right. */
export function table(
  title: string | undefined,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Block {
  return {
    table: {
      title,
      columns: columns.map((name) =>
        name.startsWith(">") ? { name: name.slice(1), align: "right" } : { name, align: "left" },
      ),
      rows,
    },
  };
}
