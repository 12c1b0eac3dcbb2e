// A party's name as a chart has room for it: "OpenAI (OpenAI Group PBC)" is OpenAI, "Alphabet Inc. / Google" is Google.

import { useMemo } from "react";
import { useStage } from "../app/engine-context.tsx";

const forms = /(?:\s+(?:Inc\.|Corp\.|Ltd\.|Co\.|PBC|LLC|plc|N\.V\.|ASA|Group|Holdings|Platforms|Global))+$/u;

export function shortName(name: string): string {
  const plain = name.replace(/\s*\([^)]*\)/gu, "").trim();
  const last = plain.split(" / ").at(-1)!;
  const bare = last.replace(forms, "").replace(/\.com$/u, "");
  return bare === "" ? name : bare;
}

/** The short name of a party by its id; an id that is none stands for itself. */
export function useShortNames(): (id: string) => string {
  const { parties } = useStage();
  const names = useMemo(() => new Map(parties.map(({ id, name }) => [id, shortName(name)])), [parties]);
  return (id) => names.get(id) ?? id;
}

/** The name of a party in full. */
export function useNames(): (id: string) => string {
  const { parties } = useStage();
  const names = useMemo(() => new Map(parties.map(({ id, name }) => [id, name])), [parties]);
  return (id) => names.get(id) ?? id;
}
