// What the gigawatts are worth as computers: H100 equivalents by owner, as new capacity moves to newer generations of
// chips; how much of what is live is in use; and whose silicon is bought.

import { type Expression, constant, period } from "../../expression/expression.ts";
import { firstDay } from "../../unit/date.ts";
import { divideUnits, unitNamed } from "../../unit/unit.ts";
import { type Cast, type Vendor, foundry } from "./cast.ts";
import { systemsRow } from "./systems.ts";
import { quarterOf, quartersBetween, quartersInYear } from "./quarter.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { GW, plain } from "./measures.ts";
import type { Supply } from "./supply.ts";
import { isBelow, larger, minus, over, partOf, plus, times, when, within } from "./write.ts";

/** A design, and its generations from the first that still runs on: their chips in the book, the oldest first. */
interface Family {
  readonly name: string;
  /** Who builds with it; everybody for the chips that all may buy. */
  readonly group: string | undefined;
  readonly generations: readonly { readonly density: string; readonly chip: string }[];
}

const general: Family = {
  name: "general chips",
  group: undefined,
  generations: [
    { density: "h100e-hopper", chip: "h100-sxm" },
    { density: "h100e-gb200", chip: "gb200-nvl72-gpu" },
    { density: "h100e-rubin", chip: "rubin-r200" },
  ],
};

/** Own silicon of which the book knows speed and power; of others it counts like general chips. */
const ownFamilies: readonly Family[] = [
  {
    name: "Trainium",
    group: "amazon",
    generations: [
      { density: "h100e-trainium2", chip: "trainium2" },
      { density: "h100e-trainium3", chip: "trainium3" },
    ],
  },
  {
    name: "TPU",
    group: "google",
    generations: [
      { density: "h100e-tpu-earlier", chip: "tpu-v5p" },
      { density: "h100e-tpu-v7", chip: "tpu-v7-ironwood" },
    ],
  },
];

const GPU = unitNamed("GPU");
const GPUperGW = divideUnits(GPU, GW);

/**
 * Series `<vendor>.h100e`, `<vendor>.capacityGw`, `<vendor>.utilisation`, `market.h100e`, `nvidia.systemsShare`,
 * `amd.systemsShare`, `market.ownSiliconShare`; a vendor's chips are all that stand live in its name.
 */
export function writeChips(d: Draft, cast: Cast, supply: Supply): void {
  const families = [
    general,
    ...ownFamilies.filter(({ group }) => cast.groups.some(({ id }) => id === group)),
  ];
  for (const family of families) writeFamily(d, family);
  const all = cast.vendors.map((vendor) => writeComputers(d, vendor, families));
  const total = d.define("auxiliary", "H100 equivalents", GPU, plus(...all.map((name) => is(name, GPU))));
  d.show("market.h100e", total, "stock");
  for (const { id } of cast.vendors) writeUse(d, cast, supply, id);
  writeMakers(d, cast);
}

/** Quarters from the start until a chip could be bought; below 0 where it could before. */
function availableIn(d: Draft, chip: string): number {
  return quartersBetween(d.start.quarter, quarterOf(firstDay(d.book.chips.get(chip)!.available!)));
}

/**
 * H100 equivalents in a GW of new capacity: each generation takes the place of the one before over some quarters, and
 * after the last that is known they grow at a rate. What slips a chip stops its clock.
 */
function writeFamily(d: Draft, family: Family): void {
  const { name, group, generations } = family;
  const clock =
    group === "amazon"
      ? d.define(
          "stock",
          `clock of ${name}`,
          plain,
          plus(was(`clock of ${name}`, plain), d.shock("shock trainium", 1)),
          0,
        )
      : period();
  const last = availableIn(d, generations.at(-1)!.chip);
  const isOver = isBelow(plus(last, d.assume("generation-turnover")), clock);
  const later = `later ${name}`;
  const growth = times(d.mechanism("generations"), when(isOver, d.assume("generation-growth"), 0));
  d.define("stock", later, plain, times(was(later, plain), plus(1, growth)), 1);
  const known = densityAt(d, family, clock, d.mechanism("generations"));
  d.define(
    "auxiliary",
    `H100 equivalents in a new GW of ${name}`,
    plain,
    times(known, is(later, plain)),
    densityAt(d, family, 0),
  );
}

/**
 * H100 equivalents in a GW that is finished at a time, in quarters from the start, by the generations that are known.
 *
 * @param newer the part that generations after the first count
 */
function densityAt(
  d: Draft,
  { generations }: Family,
  time: Expression | number,
  newer: Expression | number = 1,
): Expression {
  const [first, ...next] = generations;
  const steps = next.map(({ density, chip }, k) => {
    const passed = over(minus(time, availableIn(d, chip)), d.assume("generation-turnover"));
    const gained = minus(d.assume(density), d.assume(generations[k]!.density));
    return times(newer, within(0, passed, 1), gained);
  });
  return times(d.assume("h100e-per-gw"), plus(d.assume(first!.density), ...steps));
}

/** A vendor's computers in two ages, as its gigawatts: what is refreshed becomes new, what is retired goes. */
function writeComputers(d: Draft, { id }: Vendor, families: readonly Family[]): string {
  const own = families.find(({ group }) => group === id);
  const share = own ? d.assume(`own-silicon-${id}`) : constant(0, plain);
  const mixed = (of: (family: Family) => Expression): Expression =>
    own ? plus(times(share, of(own)), times(minus(1, share), of(general))) : of(general);
  const fresh = mixed(({ name }) => is(`H100 equivalents in a new GW of ${name}`, plain));
  const perGW = (density: Expression, power: Expression): Expression =>
    times(density, power, constant(1, GPUperGW));

  // At the start the old part is of the first generation, the young part what was new some quarters before.
  const live0 = d.started(`${id}.gw`, GW)!;
  const age = times(-1, d.assume("young-capacity-age"));
  const first = mixed(({ generations }) =>
    times(d.assume("h100e-per-gw"), d.assume(generations[0]!.density)),
  );
  const young0 = perGW(
    mixed((family) => densityAt(d, family, age)),
    times(minus(1, d.assume("old-capacity")), live0),
  );
  const old0 = perGW(first, times(d.assume("old-capacity"), live0));

  const [all, old] = [`H100 equivalents of ${id}`, `H100 equivalents of ${id}, old`];
  const replaced = was(`refreshed ${id}`, GW);
  const going = plus(replaced, is(`retired ${id}`, GW));
  const gone = times(was(old, GPU), partOf(going, was(`old ${id}`, GW), constant(1e-6, GW)));
  const byHalf = times(1 / (0.5 * quartersInYear), d.inverse("refresh-age"));
  const aged = times(larger(constant(0, GPU), minus(was(all, GPU), was(old, GPU))), byHalf);
  const come = perGW(fresh, plus(is(`finished ${id}`, GW), replaced));
  d.define("stock", old, GPU, larger(constant(0, GPU), minus(plus(was(old, GPU), aged), gone)), old0);
  const live = d.define(
    "stock",
    all,
    GPU,
    larger(constant(0, GPU), minus(plus(was(all, GPU), come), gone)),
    plus(young0, old0),
  );
  d.show(`${id}.h100e`, live, "stock");
  return all;
}

/** What is live, and the part of it that own users, labs and customers use. */
function writeUse(d: Draft, cast: Cast, supply: Supply, id: string): void {
  const live = is(`live ${id}`, GW);
  d.show(`${id}.capacityGw`, live, "stock");
  const buyers = cast.labs.filter((lab) => supply.vendorsOf(lab.id).includes(id));
  const used = d.define(
    "auxiliary",
    `used of ${id}`,
    GW,
    plus(
      times(is(`own use ${id}`, GW), is(`fill ${id}`, plain)),
      ...buyers.map((lab) => is(`used ${lab.id} at ${id}`, GW)),
    ),
  );
  d.define("auxiliary", `idle ${id}`, GW, larger(constant(0, GW), minus(live, used)));
  d.show(
    `${id}.utilisation`,
    d.define("auxiliary", `utilisation of ${id}`, plain, partOf(used, live, constant(1e-6, GW))),
    "share",
  );
}

/** Systems that builders buy, by whose silicon is in them; buyers outside the named parties are not among them. */
function writeMakers(d: Draft, cast: Cast): void {
  const bought = (maker: string, row: string): Expression =>
    plus(
      usd(0),
      ...d.ledger
        .payments()
        .filter(
          (entry) =>
            entry.row === row && entry.payee === maker && cast.vendors.some(({ id }) => id === entry.payer),
        )
        .map(({ amount }) => amount),
    );
  const own = plus(bought("broadcom", systemsRow), bought(foundry, `${systemsRow}, own design`));
  const [nvidia, amd] = [bought("nvidia", systemsRow), bought("amd", systemsRow)];
  const all = plus(nvidia, amd, own);
  const show = (id: string, part: Expression): void =>
    d.show(id, d.define("auxiliary", `part of systems, ${id}`, plain, partOf(part, all, usd(1))), "share");
  show("nvidia.systemsShare", nvidia);
  show("amd.systemsShare", amd);
  show("market.ownSiliconShare", own);
}
