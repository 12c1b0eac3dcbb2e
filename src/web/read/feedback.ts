// Which payments run back, so that what is left runs one way and can be drawn in layers: a feedback arc set.
// Greedily, as for the largest acyclic part of a graph: arcs are taken one by one, and those that would close a ring
// run back. Money that is put in comes first, so that what runs back is, where it can be, a purchase.

export interface Arc {
  readonly payer: string;
  readonly payee: string;
  readonly amount: number;
  readonly isFunding: boolean;
}

/** The arcs that run back. The others have no ring among them, and each of these would close one. */
export function returnArcs<A extends Arc>(arcs: readonly A[]): ReadonlySet<A> {
  const next = new Map<string, string[]>();
  const back = new Set<A>();
  for (const arc of arcs.toSorted(byKeep)) {
    if (arc.payer === arc.payee || leads(next, arc.payee, arc.payer)) back.add(arc);
    else next.set(arc.payer, [...(next.get(arc.payer) ?? []), arc.payee]);
  }
  return back;
}

function byKeep(a: Arc, b: Arc): number {
  if (a.isFunding !== b.isFunding) return a.isFunding ? -1 : 1;
  if (a.amount !== b.amount) return b.amount - a.amount;
  return `${a.payer}>${a.payee}` < `${b.payer}>${b.payee}` ? -1 : 1;
}

function leads(next: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (;;) {
    const party = open.pop();
    if (party === undefined) return false;
    if (party === to) return true;
    for (const payee of next.get(party) ?? []) {
      if (seen.has(payee)) continue;
      seen.add(payee);
      open.push(payee);
    }
  }
}
