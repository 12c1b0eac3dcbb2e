// The text of an equation: its names, which lead on, and the mechanisms that it has a switch for.

export interface Equation {
  readonly name: string;
  readonly unit: string | null;
  readonly equation: string;
  readonly initial: string | null;
  /** Of the parts of the answer. */
  readonly part: string | null;
}

export interface Part {
  readonly id: string;
  readonly title: string;
  readonly why: string;
}

export interface PartGroup {
  readonly part: Part | undefined;
  readonly equations: readonly Equation[];
}

export interface OwnerGroup {
  /** Undefined: about nobody in particular. */
  readonly owner: string | undefined;
  readonly count: number;
  readonly parts: readonly PartGroup[];
}

/** Equations by whom they are about, the market first, and of each by part in the order of a quarter. */
export function groupsOf(
  equations: readonly Equation[],
  owners: readonly string[],
  parts: readonly Part[],
): OwnerGroup[] {
  const by = new Map<string | undefined, Equation[]>([undefined, ...owners].map((owner) => [owner, []]));
  for (const one of equations) by.get(ownerOf(one, owners))!.push(one);
  return [...by].flatMap(([owner, own]): OwnerGroup[] => {
    if (own.length === 0) return [];
    const ofParts = [...parts, undefined].flatMap((part): PartGroup[] => {
      const within = own.filter((one) => parts.find(({ id }) => id === one.part) === part);
      return within.length === 0 ? [] : [{ part, equations: within }];
    });
    return [{ owner, count: own.length, parts: ofParts }];
  });
}

/** Who is named first. */
function ownerOf(equation: Pick<Equation, "name">, owners: readonly string[]): string | undefined {
  return wordsIn(equation).find((word) => owners.includes(word));
}

export function plainName(name: string): string {
  return name.replaceAll("`", "");
}

/** Whether the name of the equation has an id as a word of its own. */
export function isAbout(equation: Pick<Equation, "name">, id: string): boolean {
  return wordsIn(equation).includes(id);
}

function wordsIn({ name }: Pick<Equation, "name">): string[] {
  return plainName(name).split(/[\s,:]+/u);
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
