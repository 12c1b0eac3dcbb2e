// The names of parties by their ids.

import { useMemo } from "react";
import { useStage } from "../app/engine-context.tsx";
import { shortened } from "../../report/short-name.ts";

/** The short name of a party by its id; an id that is none stands for itself. */
export function useShortNames(): (id: string) => string {
  const { parties } = useStage();
  const names = useMemo(() => new Map(parties.map(({ id, name }) => [id, shortened(name)])), [parties]);
  return (id) => names.get(id) ?? id;
}

/** The name of a party in full. */
export function useNames(): (id: string) => string {
  const { parties } = useStage();
  const names = useMemo(() => new Map(parties.map(({ id, name }) => [id, name])), [parties]);
  return (id) => names.get(id) ?? id;
}
