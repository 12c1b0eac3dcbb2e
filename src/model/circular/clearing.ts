// When a quarter's dues are more than a lab has: credit, an emergency round, arrears, less training, and at last default.
// Nobody overdraws: what is not there is not paid.

import type { Cast } from "./cast.ts";
import type { Draft } from "./draft.ts";
import type { Guarantee } from "./guarantee.ts";
import { writeContractsKept, writeDefault, writePaid } from "./lab-default.ts";
import { type Debtor, isLeased, writeLabDues } from "./lab-dues.ts";
import { writeComputePaid, writeDebt, writeDuesPaid } from "./lab-payments.ts";
import { writeRelief } from "./lab-relief.ts";
import { platformPayees } from "./platform-share.ts";
import type { Supply } from "./supply.ts";

/** Labs: what is due, what is done when it is too much, and every payment of the quarter. */
export function writeLabClearing(
  d: Draft,
  cast: Cast,
  supply: Supply,
  guarantees: readonly Guarantee[],
): void {
  // Who sells to other labs comes after them: what it is paid is there before it pays.
  const sells = (id: string): boolean => cast.vendors.some((vendor) => vendor.id === id);
  for (const { id } of cast.labs.filter((lab) => !sells(lab.id))) writeLab(d, cast, supply, guarantees, id);
  for (const { id } of cast.labs.filter((lab) => sells(lab.id))) writeLab(d, cast, supply, guarantees, id);
}

function writeLab(d: Draft, cast: Cast, supply: Supply, guarantees: readonly Guarantee[], id: string): void {
  const vendors = supply.vendorsOf(id).filter((vendor) => vendor !== id);
  const debtor: Debtor = {
    id,
    supply,
    guarantees,
    vendors,
    platforms: platformPayees(cast, supply, id),
    leased: vendors.filter((vendor) => isLeased(supply, id, vendor)),
    sells: cast.vendors.some((vendor) => vendor.id === id),
  };
  const dues = writeLabDues(d, debtor);
  const relief = writeRelief(d, debtor, dues);
  const paid = writePaid(d, debtor, dues, relief);
  const failed = writeDefault(d, debtor, dues, relief, paid);
  writeContractsKept(d, debtor, relief, failed);
  writeDuesPaid(d, debtor, relief, paid, failed);
  writeDebt(d, debtor, dues, relief, paid, failed);
  writeComputePaid(d, debtor);
}
