// Choices read from a link: what is none is told, and the usual one taken.

import type { Place } from "./place.ts";

/** What a link asked for and cannot have, as sentences. */
export interface Reading {
  one(name: string, allowed: readonly string[], usual: string, what: string): string;
  whole(name: string, from: number, to: number, usual: number, what: string): number;
  some(name: string, allowed: (value: string) => boolean, what: string): readonly string[];
  readonly wrong: readonly string[];
}

export function reading({ params }: Place): Reading {
  const wrong: string[] = [];
  const tell = (name: string, value: string, what: string, instead: string): void => {
    wrong.push(`The link asks for ${name}=${short(value)}, which is no ${what}: ${instead}`);
  };
  return {
    wrong,
    one(name, allowed, usual, what) {
      const value = params.get(name);
      if (value === null || allowed.includes(value)) return value ?? usual;
      tell(name, value, what, `${usual} is shown.`);
      return usual;
    },
    whole(name, from, to, usual, what) {
      const value = params.get(name);
      if (value === null) return usual;
      if (/^\d+$/u.test(value) && Number(value) >= from && Number(value) <= to) return Number(value);
      tell(name, value, `${what} from ${from} to ${to}`, `${usual} is shown.`);
      return usual;
    },
    some(name, allowed, what) {
      return params.getAll(name).filter((value) => {
        if (allowed(value)) return true;
        tell(name, value, what, "it is left out.");
        return false;
      });
    },
  };
}

function short(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
