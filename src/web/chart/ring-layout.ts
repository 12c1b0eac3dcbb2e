// Parties on an ellipse, and the arcs on which each pays the next, clockwise.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface RingLayout {
  readonly width: number;
  readonly height: number;
  /** Half the width and height of the box of a party. */
  readonly box: Point;
  readonly parties: readonly Point[];
  readonly arcs: readonly RingArc[];
}

export interface RingArc {
  readonly path: string;
  /** Three corners of the head of the arrow. */
  readonly head: string;
  /** Where its amount is written, and how. */
  readonly label: Point & { readonly anchor: "start" | "middle" | "end" };
}

const box = { x: 62, y: 24 };
const room = 14;
const headLength = 14;
const degree = Math.PI / 180;

export function ringLayout(count: number, width: number): RingLayout {
  const wide = Math.min(width, 640);
  const radius = { x: wide / 2 - box.x - 4, y: count === 2 ? 96 : Math.min(150, Math.max(120, wide * 0.25)) };
  const labels = 38;
  const height = 2 * (radius.y + labels + (count === 2 ? 0 : box.y));
  const middle = { x: width / 2, y: height / 2 };
  const start = count === 2 ? 180 : -90;
  const at = (angle: number, further = 0): Point => ({
    x: middle.x + (radius.x + further) * Math.cos(angle * degree),
    y: middle.y + (radius.y + further) * Math.sin(angle * degree),
  });
  const angles = Array.from({ length: count }, (_, k) => start + (360 / count) * k);
  const parties = angles.map((angle) => at(angle));
  const arcs = angles.map((from, k): RingArc => {
    const to = from + 360 / count;
    const [payer, payee] = [parties[k]!, parties[(k + 1) % count]!];
    const begin = leaving(from, 1, payer, at);
    const tip = leaving(to, -1, payee, at);
    const end = back(tip, at);
    const [a, b] = [at(begin), at(end)];
    const half = (begin + tip) / 2;
    const beside = at(half, 18);
    const side = Math.cos(half * degree);
    return {
      path: `M${fixed(a.x)},${fixed(a.y)}A${fixed(radius.x)},${fixed(radius.y)} 0 0 1 ${fixed(b.x)},${fixed(b.y)}`,
      head: headOf(b, at(tip)),
      label: {
        x: beside.x,
        y: beside.y + (Math.sin(half * degree) > 0.3 ? 10 : 0),
        anchor: Math.abs(side) < 0.3 ? "middle" : side > 0 ? "start" : "end",
      },
    };
  });
  return { width, height, box, parties, arcs };
}

/** The first degree beyond a party's box. */
function leaving(from: number, step: 1 | -1, party: Point, at: (angle: number) => Point): number {
  let angle = from;
  for (let k = 0; k < 90; k++) {
    const { x, y } = at(angle);
    if (Math.abs(x - party.x) > box.x + room / 2 || Math.abs(y - party.y) > box.y + room) return angle;
    angle += step;
  }
  return angle;
}

/** Where the line ends, so that the head has its length. */
function back(tip: number, at: (angle: number) => Point): number {
  const end = at(tip);
  for (let k = 1; k < 45; k++) {
    const { x, y } = at(tip - k);
    if (Math.hypot(x - end.x, y - end.y) >= headLength) return tip - k;
  }
  return tip;
}

function headOf(base: Point, tip: Point): string {
  const length = Math.hypot(tip.x - base.x, tip.y - base.y);
  const across = { x: (-(tip.y - base.y) / length) * 11, y: ((tip.x - base.x) / length) * 11 };
  return [tip, { x: base.x + across.x, y: base.y + across.y }, { x: base.x - across.x, y: base.y - across.y }]
    .map(({ x, y }) => `${fixed(x)},${fixed(y)}`)
    .join(" ");
}

function fixed(value: number): string {
  return value.toFixed(1);
}
