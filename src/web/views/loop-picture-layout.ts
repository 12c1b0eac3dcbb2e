// The founding loop laid out: two parties, what went over and what is pledged back, as bands whose width is the amount.

import type { Part } from "../engine/opening.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Band {
  readonly leg: string;
  readonly shown: string;
  readonly path: string;
}

/** What goes one way: a band for each leg, and one head for all, so that the direction is seen without colour. */
export interface Way {
  readonly bands: readonly Band[];
  readonly head: string;
}

export interface LoopLayout {
  readonly width: number;
  readonly height: number;
  readonly from: Box;
  readonly to: Box;
  readonly over: Way;
  readonly back: Way;
  /** Where the words of each way stand. */
  readonly overText: { readonly x: number; readonly y: number };
  readonly backText: { readonly x: number; readonly y: number };
  readonly isTall: boolean;
}

/** Below this the parties stand above one another. */
const tallBelow = 640;
const gap = 1.5;
const head = 22;

export function loopLayout(over: readonly Part[], back: readonly Part[], width: number): LoopLayout {
  const isTall = width < tallBelow;
  const sum = (parts: readonly Part[]): number => parts.reduce((all, { usd }) => all + (usd?.high ?? 0), 0);
  const most = Math.max(sum(over), sum(back), 1);
  const thickest = isTall ? 76 : 84;
  const sized = (parts: readonly Part[]): { part: Part; thick: number }[] =>
    parts.flatMap((part) =>
      part.usd && part.usd.high > 0
        ? [{ part, thick: Math.max(2, (part.usd.high / most) * thickest - gap) }]
        : [],
    );
  return isTall
    ? tall(sized(over), sized(back), width, thickest)
    : wide(sized(over), sized(back), width, thickest);
}

type Sized = readonly { readonly part: Part; readonly thick: number }[];

function wide(over: Sized, back: Sized, width: number, thickest: number): LoopLayout {
  const partyWidth = Math.min(180, width * 0.19);
  const [left, right] = [partyWidth + 6, width - partyWidth - 6];
  const overTop = 70;
  const backTop = overTop + thick(over) + 74;
  const height = Math.max(backTop + thick(back) + 22, thickest + 120);
  const party = { y: 1, width: partyWidth - 2, height: height - 2 };
  return {
    width,
    height,
    from: { x: 1, ...party },
    to: { x: width - partyWidth + 1, ...party },
    over: way(over, overTop, left, right, (path) => path),
    back: way(back, backTop, right, left, (path) => path),
    overText: { x: left + 8, y: 28 },
    backText: { x: left + 8, y: backTop - 34 },
    isTall: false,
  };
}

function tall(over: Sized, back: Sized, width: number, thickest: number): LoopLayout {
  const party = { x: 1, width: width - 2, height: 48 };
  const length = 210;
  const [top, bottom] = [party.height + 6, party.height + 6 + length];
  const overLeft = 20;
  const backLeft = width - thickest - 22;
  return {
    width,
    height: bottom + 6 + party.height + 1,
    from: { y: 1, ...party },
    to: { y: bottom + 6, ...party },
    over: way(over, overLeft, top, bottom, turned),
    back: way(back, backLeft, bottom, top, turned),
    overText: { x: overLeft + thick(over) + 18, y: top + 30 },
    backText: { x: backLeft - 18, y: top + length - 62 },
    isTall: true,
  };
}

function thick(parts: Sized): number {
  return parts.reduce((all, one) => all + one.thick + gap, 0);
}

/** Bars side by side up to the neck, and a head over all of them. */
function way(
  parts: Sized,
  start: number,
  from: number,
  to: number,
  turn: (points: readonly Point[]) => readonly Point[],
): Way {
  const neck = to - Math.sign(to - from) * head;
  const whole = thick(parts) - gap;
  let at = start;
  const bands = parts.map(({ part, thick: size }) => {
    const bar: Point[] = [
      [from, at],
      [neck, at],
      [neck, at + size],
      [from, at + size],
    ];
    at += size + gap;
    return { leg: part.leg, shown: part.shown, path: pathOf(turn(bar)) };
  });
  const over = Math.max(7, whole * 0.08);
  const tip: Point[] = [
    [neck, start - over],
    [to, start + whole / 2],
    [neck, start + whole + over],
  ];
  return { bands, head: parts.length === 0 ? "" : pathOf(turn(tip)) };
}

type Point = readonly [x: number, y: number];

function turned(points: readonly Point[]): Point[] {
  return points.map(([x, y]) => [y, x]);
}

function pathOf(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
