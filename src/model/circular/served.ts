// What each lab is served, where, and what is left of it for training.

import { type Expression, constant } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, is } from "./draft.ts";
import { GW, plain } from "./measures.ts";
import { mixAtStart } from "./mix.ts";
import { startInference } from "./need.ts";
import type { Supply } from "./supply.ts";
import { covered, larger, minus, over, plus, times } from "./write.ts";

export function writeServed(d: Draft, cast: Cast, supply: Supply, id: string): void {
  const vendors = supply.vendorsOf(id);
  const need = is(`need ${id}`, GW);
  const labs = cast.labs.map((lab) => lab.id);
  const firstAt = (v: string): Expression =>
    times(need, is(`mix ${id} at ${v}`, plain), is(`fill ${v}`, plain));
  const unmet = larger(minus(need, plus(...vendors.map(firstAt))), constant(0, GW));
  const own = d.define("auxiliary", `unmet ${id}`, GW, unmet, 0);
  if (id === labs.at(-1)) writeSpare(d, cast);
  const used0 = d.started(`${id}.gwUsed`, GW)!;
  for (const v of vendors) {
    const second = times(own, is(`spare share ${v}`, plain));
    d.define("flow", `used ${id} at ${v}`, GW, plus(firstAt(v), second), times(used0, mixAtStart(id, v)));
  }
  const served = d.define(
    "auxiliary",
    `served ${id}`,
    GW,
    plus(...vendors.map((v) => is(`used ${id} at ${v}`, GW))),
    used0,
  );
  const inference = is(`inference need ${id}`, GW);
  const enough = times(d.assume("squeeze"), inference);
  d.define("auxiliary", `served share ${id}`, plain, covered(served, enough, constant(1e-6, GW)), 1);
  d.define(
    "auxiliary",
    `training ${id}`,
    GW,
    larger(constant(1e-6, GW), minus(served, inference)),
    startTraining(d, id, used0),
  );
}

function startTraining(d: Draft, id: string, used0: Expression): Expression {
  return larger(constant(1e-6, GW), minus(used0, startInference(d, id)));
}

/** How much of what labs could not get elsewhere each vendor with room takes. */
function writeSpare(d: Draft, cast: Cast): void {
  const unmet = plus(...cast.labs.map(({ id }) => is(`unmet ${id}`, GW)));
  const rooms = plus(...cast.vendors.map(({ id }) => is(`room ${id}`, GW)));
  // A vendor's part of all room, times the part of what is unmet that all room can take.
  const each = over(1, larger(rooms, unmet, constant(1e-6, GW)));
  for (const { id } of cast.vendors)
    d.define("auxiliary", `spare share ${id}`, plain, times(is(`room ${id}`, GW), each), 0);
}
