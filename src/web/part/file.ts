// Files that leave the page: named, with title, source and date inside, so that they can stand alone.

import type { Stage } from "../engine/stage.ts";

export interface About {
  readonly title: string;
  readonly citation?: string | undefined;
  readonly stage: Pick<Stage, "title" | "version" | "hash" | "licence" | "attribution" | "day">;
}

/** One line on where a figure comes from. */
export function sourceLine({ title, version, hash, licence, attribution, day }: About["stage"]): string {
  return `Source: ${attribution}, ${title} ${version} (${hash.slice(0, 12)}), as known on ${day}. ${licence}`;
}

/** CSV with lines about it on top; a reader passes them over with the comment sign #. */
export function csvFile(csv: string, { title, citation, stage }: About): string {
  const about = [title, ...(citation === undefined ? [] : [citation]), sourceLine(stage)];
  return about.map((line) => `# ${line.replaceAll(/\s+/gu, " ")}\r\n`).join("") + csv;
}

export function fileName(name: string, ending: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
  return `roundtrip-${plain.slice(0, 60)}.${ending}`;
}

export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
