// A dollar as a bar, its parts as ribbons to rows of their own: a row has room for its words however small its part.

export interface ShareRow {
  readonly share: number;
  /** The part's place on the dollar, and its row: middle and thickness. */
  readonly at: { readonly y: number; readonly height: number };
  readonly row: { readonly y: number; readonly height: number };
  readonly path: string;
}

export interface ShareLayout {
  readonly height: number;
  readonly dollar: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** Where ribbons reach their rows. */
  readonly rowX: number;
  readonly rows: readonly ShareRow[];
}

const bar = 18;
const rowLeast = 34;
const body = 300;
const top = 30;

/** @param way out of the dollar, to the right; or into it, from the left */
export function shareLayout(shares: readonly number[], width: number, way: "out" | "in"): ShareLayout {
  const text = Math.min(300, width * 0.56);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const scale = total > 0 ? body / Math.max(1, total) : 0;
  const slots = shares.map((share) => Math.max(rowLeast, share * scale + 10));
  const height = Math.max(
    body,
    slots.reduce((sum, slot) => sum + slot, 0),
  );
  const dollarX = way === "out" ? 0 : width - bar;
  const rowX = way === "out" ? width - text : text;
  const edge = way === "out" ? bar : width - bar;
  let [y, slotY] = [top + (height - total * scale) / 2, top];
  const rows = shares.map((share, k): ShareRow => {
    const thick = share * scale;
    const at = { y: y + thick / 2, height: thick };
    const row = { y: slotY + slots[k]! / 2, height: share === 0 ? 0 : Math.max(1.5, thick) };
    y += thick;
    slotY += slots[k]!;
    return { share, at, row, path: ribbon(edge, at, rowX, row) };
  });
  return {
    height: height + top + 6,
    dollar: { x: dollarX, y: top + (height - total * scale) / 2, width: bar, height: total * scale },
    rowX,
    rows,
  };
}

interface Slice {
  readonly y: number;
  readonly height: number;
}

function ribbon(x0: number, a: Slice, x1: number, b: Slice): string {
  const half = (x0 + x1) / 2;
  const [a0, a1] = [a.y - a.height / 2, a.y + a.height / 2];
  const [b0, b1] = [b.y - b.height / 2, b.y + b.height / 2];
  return (
    `M${n(x0)},${n(a0)}C${n(half)},${n(a0)} ${n(half)},${n(b0)} ${n(x1)},${n(b0)}` +
    `L${n(x1)},${n(b1)}C${n(half)},${n(b1)} ${n(half)},${n(a1)} ${n(x0)},${n(a1)}Z`
  );
}

function n(value: number): string {
  return value.toFixed(1);
}
