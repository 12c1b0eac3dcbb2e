// A Sankey of money that goes round: what runs one way in layers, and what runs back as ribbons beneath.
// The layers are d3-sankey's (Bostock), which refuses rings: the returns are taken out before and drawn by us. A party
// is as tall as all that it pays or is paid, returns among them.

import { type SankeyLink, type SankeyNode, sankey, sankeyLeft, sankeyLinkHorizontal } from "d3-sankey";
import { type Arc, returnArcs } from "../read/feedback.ts";

export interface Bar {
  readonly party: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 0 for the first layer; the last one's labels stand before it. */
  readonly layer: number;
}

export interface Ribbon<A extends Arc> {
  readonly arc: A;
  readonly path: string;
  readonly width: number;
  readonly isBack: boolean;
  /** Of a return: the middle of its way beneath. */
  readonly lane: { readonly x: number; readonly y: number } | undefined;
}

export interface SankeyLayout<A extends Arc> {
  readonly height: number;
  readonly layers: number;
  readonly bars: readonly Bar[];
  readonly ribbons: readonly Ribbon<A>[];
}

const barWidth = 12;
const between = 26;
/** Room for the legend and the first labels. */
const top = 56;
const laneText = 20;
/** Between a bar and the turn of a return. */
const turn = 5;

type Node = SankeyNode<{ readonly id: string }, { readonly arc: Arc }>;
type Link = SankeyLink<{ readonly id: string }, { readonly arc: Arc }>;

/** @param arcs payments between two parties each, more than one where both put money in and buy */
export function sankeyLayout<A extends Arc>(arcs: readonly A[], width: number): SankeyLayout<A> {
  const back = returnArcs(arcs);
  const forth = arcs.filter((arc) => !back.has(arc));
  const ids = [...new Set(arcs.flatMap(({ payer, payee }) => [payer, payee]))];
  const body = Math.max(260, Math.min(520, ids.length * 44));
  const margin = back.size > 0 ? Math.min(70, 26 + 12 * back.size) : 4;
  const laid = layersOf(ids, forth, arcs, { x0: margin, x1: width - margin, y0: top, y1: top + body });
  const node = new Map(laid.nodes.map((each) => [each.id, each]));
  const scale = scaleOf(laid.nodes);
  const lanes = lanesOf([...back], node, forth, scale, top + body);
  return {
    height: lanes.height,
    layers: Math.max(0, ...laid.nodes.map(({ depth = 0 }) => depth)) + 1,
    bars: laid.nodes.map(({ id, x0 = 0, y0 = 0, y1 = 0, depth = 0 }) => ({
      party: id,
      x: x0,
      y: y0,
      width: barWidth,
      height: Math.max(1, y1 - y0),
      layer: depth,
    })),
    ribbons: [
      ...laid.links.map((link): Ribbon<A> => ({
        arc: link.arc as A,
        path: sankeyLinkHorizontal()(link) ?? "",
        width: Math.max(1, link.width ?? 0),
        isBack: false,
        lane: undefined,
      })),
      ...lanes.ribbons,
    ],
  };
}

function layersOf(
  ids: readonly string[],
  forth: readonly Arc[],
  all: readonly Arc[],
  { x0, x1, y0, y1 }: { x0: number; x1: number; y0: number; y1: number },
): { nodes: Node[]; links: Link[] } {
  const sum = (of: readonly Arc[]): number => of.reduce((total, { amount }) => total + amount, 0);
  return sankey<{ readonly id: string; readonly fixedValue: number }, { readonly arc: Arc }>()
    .nodeId(({ id }) => id)
    .nodeAlign(sankeyLeft)
    .nodeWidth(barWidth)
    .nodePadding(between)
    .extent([
      [x0, y0],
      [x1, y1],
    ])({
    nodes: ids.map((id) => ({
      id,
      fixedValue: Math.max(
        sum(all.filter(({ payer }) => payer === id)),
        sum(all.filter(({ payee }) => payee === id)),
      ),
    })),
    links: forth.map((arc) => ({ source: arc.payer, target: arc.payee, value: arc.amount, arc })),
  });
}

/** Pixels for a dollar. */
function scaleOf(nodes: readonly Node[]): number {
  const largest = nodes.reduce<Node | undefined>(
    (best, node) => ((node.value ?? 0) > (best?.value ?? 0) ? node : best),
    undefined,
  );
  return largest ? ((largest.y1 ?? 0) - (largest.y0 ?? 0)) / (largest.value ?? 1) : 0;
}

/** The ways back: out of a bar below what it pays forth, down, back in a lane of its own, and up into the other bar. */
function lanesOf<A extends Arc>(
  back: readonly A[],
  node: ReadonlyMap<string, Node>,
  forth: readonly Arc[],
  scale: number,
  bottom: number,
): { height: number; ribbons: Ribbon<A>[] } {
  const used = new Map<string, number>();
  /** The middle of the next free place on a side of a bar. */
  const place = (side: "payer" | "payee", id: string, width: number): number => {
    const key = `${side} ${id}`;
    const before =
      used.get(key) ??
      forth.filter((arc) => arc[side] === id).reduce((total, { amount }) => total + amount * scale, 0);
    used.set(key, before + width);
    return (node.get(id)!.y0 ?? 0) + before + width / 2;
  };
  /** The next free channel beside a layer. */
  const channel = (side: "right" | "left", x: number, width: number): number => {
    const key = `${side} ${x}`;
    const before = used.get(key) ?? turn;
    used.set(key, before + width + 3);
    return before + width / 2;
  };
  let lane = bottom;
  const ribbons = back
    .toSorted((a, b) => a.amount - b.amount)
    .map((arc): Ribbon<A> => {
      const width = Math.max(1.5, arc.amount * scale);
      const [from, to] = [node.get(arc.payer)!, node.get(arc.payee)!];
      const [right, left] = [from.x1 ?? 0, to.x0 ?? 0];
      const [out, into] = [place("payer", arc.payer, width), place("payee", arc.payee, width)];
      const [down, up] = [
        right + channel("right", right, width) + 4,
        left - channel("left", left, width) - 4,
      ];
      const y = lane + laneText + width / 2;
      lane += laneText + width;
      const r = (a: number, b: number): number =>
        Math.max(1, Math.min(14, Math.abs(b - a) / 2, width / 2 + 4));
      const [r1, r2] = [
        Math.min(r(right, down) + 3, Math.abs(down - right)),
        Math.min(r(up, left) + 3, Math.abs(left - up)),
      ];
      const path =
        `M${n(right)},${n(out)}H${n(down - r1)}Q${n(down)},${n(out)} ${n(down)},${n(out + r1)}` +
        `V${n(y - r1)}Q${n(down)},${n(y)} ${n(down - r1)},${n(y)}H${n(up + r2)}` +
        `Q${n(up)},${n(y)} ${n(up)},${n(y - r2)}V${n(into + r2)}Q${n(up)},${n(into)} ${n(up + r2)},${n(into)}H${n(left)}`;
      return { arc, path, width, isBack: true, lane: { x: (down + up) / 2, y: y - width / 2 - 6 } };
    });
  return { height: lane + 10, ribbons };
}

function n(value: number): string {
  return value.toFixed(1);
}
