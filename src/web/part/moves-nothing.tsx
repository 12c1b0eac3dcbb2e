// Says of a leg on which nothing in the simulation rests that it is so, and why.

import { useAsk } from "../app/engine-context.tsx";
import { lookOf } from "../app/look.ts";
import { usePlace } from "../app/place.ts";
import { type WithoutEffect, idleKinds } from "../../report/without-effect.ts";

/** Nothing where the leg moves something, and until that is known. */
export function MovesNothing({ leg, kind }: { leg: string; kind: string }) {
  return idleKinds.some((one) => one === kind) ? <Why leg={leg} /> : null;
}

function Why({ leg }: { leg: string }) {
  const { place } = usePlace();
  const asking = useAsk({ want: "answer", question: { verb: "mechanisms", asOf: lookOf(place).asOf } });
  if (asking.is !== "got") return null;
  const { withoutEffect } = asking.got.json as { readonly withoutEffect: readonly WithoutEffect[] };
  const found = withoutEffect.find((one) => one.leg === leg);
  return found ? <p className="quiet">Moves nothing in the simulation: {found.why}.</p> : null;
}
