// The records of comma-separated text out of bytes, a chunk at a time: RFC 4180, with LF or CRLF, with or
// without a byte-order mark. Fields stay bytes until somebody needs them, so that a million take a second.

const lf = 10;
const cr = 13;
const quote = 34;
const comma = 44;

/** A record longer than this is taken for a quote that was never closed. */
export const recordBytesMax = 2 ** 20;

/** Chunks, each led by what the one before left over; the byte-order mark is taken away. */
export function* joined(
  chunks: Iterable<Uint8Array>,
  rest: () => Uint8Array,
): Generator<{ bytes: Uint8Array; last: boolean }> {
  let first = true;
  let waiting: Uint8Array | undefined;
  const next = (chunk: Uint8Array): Uint8Array => {
    const bytes = concat(rest(), chunk);
    const marked = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    first = false;
    return marked ? bytes.subarray(3) : bytes;
  };
  for (const chunk of chunks) {
    if (waiting !== undefined && waiting.length < 3) waiting = concat(waiting, chunk);
    else {
      if (waiting !== undefined) yield { bytes: next(waiting), last: false };
      waiting = chunk;
    }
  }
  if (waiting !== undefined && waiting.length > 0) yield { bytes: next(waiting), last: true };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Finds one record after another, and the fields of each. */
export function scanner() {
  let from = new Int32Array(16);
  let to = new Int32Array(16);
  let doubled = new Uint8Array(16);
  const grow = (): void => {
    const wider = <T extends Int32Array | Uint8Array>(old: T, made: T): T => (made.set(old), made);
    from = wider(from, new Int32Array(from.length * 2));
    to = wider(to, new Int32Array(to.length * 2));
    doubled = wider(doubled, new Uint8Array(doubled.length * 2));
  };
  const scan = {
    rest: new Uint8Array(0) as Uint8Array,
    count: 0,
    lines: 1,
    /** Where a quote is wrong. */
    fault: undefined as number | undefined,
    get from(): Int32Array {
      return from;
    },
    get to(): Int32Array {
      return to;
    },
    get doubled(): Uint8Array {
      return doubled;
    },
    /** The end of the record that begins at a place, or −1 where the bytes end before it does. */
    record(bytes: Uint8Array, begin: number, last: boolean): number {
      const end = bytes.length;
      let at = begin;
      scan.count = 0;
      scan.lines = 1;
      scan.fault = undefined;
      for (;;) {
        if (scan.count === from.length) grow();
        while (at < end && isSpace(bytes[at]!)) at++;
        let stop: number;
        let twice = 0;
        let start = at;
        if (at < end && bytes[at] === quote) {
          start = at + 1;
          let close = start;
          for (;;) {
            while (close < end && bytes[close] !== quote) if (bytes[close++] === lf) scan.lines++;
            if (close >= end) {
              if (!last && end - begin < recordBytesMax) return -1;
              return broken(bytes, begin, at);
            }
            if (close + 1 >= end && !last) return -1;
            if (bytes[close + 1] !== quote) break;
            twice = 1;
            close += 2;
          }
          stop = close;
          at = close + 1;
          while (at < end && (isSpace(bytes[at]!) || bytes[at] === cr)) at++;
          if (at < end && bytes[at] !== comma && bytes[at] !== lf) return broken(bytes, begin, close);
        } else {
          let c = 0;
          while (at < end && (c = bytes[at]!) !== comma && c !== lf) {
            if (c === quote) return broken(bytes, begin, at);
            at++;
          }
          stop = at;
          while (stop > start && (isSpace(bytes[stop - 1]!) || bytes[stop - 1] === cr)) stop--;
        }
        if (at >= end && !last) return -1;
        from[scan.count] = start;
        to[scan.count] = stop;
        doubled[scan.count++] = twice;
        if (at >= end) return end;
        if (bytes[at++] === lf) return at;
      }
    },
  };
  /** After a wrong quote, reading goes on at the next line. */
  const broken = (bytes: Uint8Array, begin: number, at: number): number => {
    scan.fault = at;
    const next = bytes.indexOf(lf, at);
    const end = next < 0 ? bytes.length : next + 1;
    scan.lines = 0;
    for (let i = begin; i < end; i++) if (bytes[i] === lf) scan.lines++;
    return end;
  };
  return scan;
}

export type Scanner = ReturnType<typeof scanner>;

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9;
}

/** Whether nothing but blanks stands in a stretch. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(bytes[i]!) && bytes[i] !== cr && bytes[i] !== lf) return false;
  return true;
}
