// The places of the map. They depend on who there is in the book and on the width alone, never on a year, a layer or a
// counting, so that a party stays where it is.

import type { Cast, Member } from "../../engine/cast.ts";
import { columns, regionOf, regions } from "./regions.ts";

/** The box of a party. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly column: number;
}

export interface Heading {
  readonly title: string;
  readonly x: number;
  readonly y: number;
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly spots: ReadonlyMap<string, Spot>;
  readonly headings: readonly Heading[];
  /** Of the type in a box, in pixels. */
  readonly typeSize: number;
}

/** Below this width the map is as wide as this and is moved under the finger, its type larger. */
const leastWidth = 900;
const largeWidth = 1120;
const margin = 2;
const headingHeight = 26;
const leastHeight = { usual: 20, large: 25 };
/** What the largest party has beyond the least: height grows with the root of what a party pays and is paid. */
const extraHeight = 34;
const leastGap = 5;
/** The part of a column that its boxes take; the rest is for arrows. */
const boxShare = 0.64;
const boxMost = 152;
const typeSizes = { usual: 12, large: 15 };

export function mapLayout({ members }: Cast, wished: number): MapLayout {
  const isLarge = wished < leastWidth;
  const width = isLarge ? largeWidth : wished;
  const least = isLarge ? leastHeight.large : leastHeight.usual;
  const boxWidth = Math.round(Math.min(boxMost, (width / columns) * boxShare));
  const step = (width - 2 * margin - boxWidth) / (columns - 1);
  const largest = Math.max(1, ...members.map(sizeOf));
  const heightOf = (member: Member): number =>
    Math.round(least + extraHeight * Math.sqrt(sizeOf(member) / largest));
  const stacks = stacksOf(members);
  const needs = stacks.map((stack) => needOf(stack, heightOf));
  const height = Math.ceil(Math.max(...needs)) + 2 * margin;
  const spots = new Map<string, Spot>();
  const headings: Heading[] = [];
  stacks.forEach((stack, column) => {
    const boxes = stack.reduce((sum, { members: inside }) => sum + inside.length, 0);
    const gap = leastGap + (height - 2 * margin - needs[column]!) / Math.max(1, boxes);
    const x = margin + column * step;
    let y = margin;
    for (const { title, members: inside } of stack) {
      headings.push({ title, x, y: y + headingHeight - 10 });
      y += headingHeight;
      for (const member of inside) {
        spots.set(member.id, { x, y, width: boxWidth, height: heightOf(member), column });
        y += heightOf(member) + gap;
      }
    }
  });
  return { width, height, spots, headings, typeSize: isLarge ? typeSizes.large : typeSizes.usual };
}

interface Block {
  readonly title: string;
  readonly members: readonly Member[];
}

/** What stands in each column: its regions that have anybody, the largest party first. */
function stacksOf(members: readonly Member[]): Block[][] {
  return Array.from({ length: columns }, (_, column) =>
    regions
      .filter((region) => region.column === column)
      .map(({ id, title }) => ({ title, members: members.filter((member) => regionOf(member) === id) }))
      .filter((block) => block.members.length > 0),
  );
}

function needOf(stack: readonly Block[], heightOf: (member: Member) => number): number {
  return stack.reduce(
    (sum, { members }) =>
      sum + headingHeight + members.reduce((each, member) => each + heightOf(member) + leastGap, 0),
    0,
  );
}

function sizeOf({ pays, paid }: Member): number {
  return pays + paid;
}
