// Where in a JSON text something stands: the first place that is no JSON (RFC 8259), or the value of a path.
// JSON.parse reads the values; it does not say where they stood.

/** A place in a text, and the path of the value it belongs to, such as flows[1][2]. */
export interface JsonPlace {
  readonly offset: number;
  readonly end: number;
  readonly path: string;
}

const blank = /[ \t\n\r]*/uy;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
/** What somebody meant as a value, for an error to point at. */
const word = /[^\s,:[\]{}"]+/uy;

/** Where we are in a list (the number of the item) or an object (its key). */
interface Level {
  readonly list: boolean;
  at: number | string;
}

/** The first place at which a text is no JSON, or undefined where it is. */
export function jsonFault(text: string): JsonPlace | undefined {
  const { place, isFault } = walk(text, undefined);
  return isFault ? place : undefined;
}

/** Where the value of a path stands, in a text that is JSON. */
export function jsonPlace(text: string, path: string): JsonPlace | undefined {
  const { place, isFault } = walk(text, path);
  return isFault || place.path !== path ? undefined : place;
}

/** Goes through a text value by value, until the path that is wanted or the first fault. */
function walk(text: string, wanted: string | undefined): { place: JsonPlace; isFault: boolean } {
  const levels: Level[] = [];
  const steps = wanted?.split(/[.[\]]+/u).filter((step) => step !== "");
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found !== undefined;
  };
  const fault = (): { place: JsonPlace; isFault: boolean } => {
    const offset = at;
    skip(word);
    return { place: { offset, end: Math.max(at, offset + 1), path: pathOf(levels) }, isFault: true };
  };
  const key = (level: Level): boolean => {
    const begin = at;
    if (!skip(string)) return false;
    level.at = JSON.parse(text.slice(begin, at)) as string;
    skip(blank);
    if (text[at] !== ":") return false;
    at++;
    return true;
  };
  for (;;) {
    skip(blank);
    const begin = at;
    const here = steps !== undefined && isAt(levels, steps);
    const opening = text[at];
    let closed = true;
    if (opening === "[" || opening === "{") {
      at++;
      skip(blank);
      if (text[at] === (opening === "[" ? "]" : "}")) at++;
      else {
        levels.push({ list: opening === "[", at: 0 });
        closed = false;
        if (opening === "{" && !key(levels.at(-1)!)) return fault();
      }
    } else if (!skip(string) && !skip(scalar)) return fault();
    if (here)
      return { place: { offset: begin, end: Math.max(at, begin + 1), path: wanted! }, isFault: false };
    while (closed) {
      skip(blank);
      const level = levels.at(-1);
      if (level === undefined) {
        return at < text.length ? fault() : { place: { offset: at, end: at, path: "" }, isFault: false };
      }
      if (text[at] === ",") {
        at++;
        skip(blank);
        if (level.list) level.at = (level.at as number) + 1;
        else if (!key(level)) return fault();
        closed = false;
      } else if (text[at] === (level.list ? "]" : "}")) {
        at++;
        levels.pop();
      } else return fault();
    }
  }
}

/** Compared from the end, where most places differ. */
function isAt(levels: readonly Level[], steps: readonly string[]): boolean {
  if (levels.length !== steps.length) return false;
  for (let k = levels.length - 1; k >= 0; k--) if (String(levels[k]!.at) !== steps[k]) return false;
  return true;
}

function pathOf(levels: readonly Level[]): string {
  return levels.map(({ list, at }, k) => (list ? `[${at}]` : `${k === 0 ? "" : "."}${at}`)).join("");
}
