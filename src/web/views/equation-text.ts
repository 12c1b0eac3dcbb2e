// The text of an equation: its names, which lead on, and the mechanisms that it has a switch for.

export interface Equation {
  readonly name: string;
  readonly unit: string | null;
  readonly equation: string;
  readonly initial: string | null;
}

export function plainName(name: string): string {
  return name.replaceAll("`", "");
}

/** Whether the name of the equation has an id as a word of its own. */
export function isAbout({ name }: Pick<Equation, "name">, id: string): boolean {
  return plainName(name)
    .split(/[\s,:]+/u)
    .includes(id);
}

/** The text in parts; names stand in backticks, or are words with a dash of their own. */
export function namesIn(text: string): { readonly text: string; readonly isName: boolean }[] {
  return text
    .split(/`([^`]+)`/u)
    .map((part, k) => ({ text: part, isName: k % 2 === 1 }))
    .filter((part) => part.text !== "");
}

export function mechanismsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/`mechanism ([^`]+)`/gu)].map((found) => found[1]!))];
}
