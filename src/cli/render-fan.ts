// A fan as text: a bar for each moment, from the 5 to the 95 % point, darker between 25 and 75 %, solid at the middle.

import type { Fan } from "../report/answer.ts";

const barMax = 60;
const barLeast = 12;
const marks = { outer: "░", inner: "▒", middle: "█", zero: "│" };

/** Lines of at most a width; without bars where there is no room for them. */
export function renderFan({ title, rows }: Fan, width: number): string[] {
  const longest = (of: (row: Fan["rows"][number]) => string): number =>
    Math.max(0, ...rows.map((row) => of(row).length));
  const [label, middle, range] = [
    longest((row) => row.label),
    longest((row) => row.middle),
    longest((row) => row.range),
  ];
  const room = Math.min(barMax, width - label - middle - range - 8);
  const least = Math.min(0, ...rows.map(({ points }) => points[0]));
  const most = Math.max(0, ...rows.map(({ points }) => points[4]));
  const lines = rows.map((row) => {
    const bar = room < barLeast ? [] : [barOf(row.points, least, most, room)];
    return [
      " ",
      row.label.padEnd(label),
      ...bar.map((text) => ` ${text}`),
      ` ${row.middle.padStart(middle)}`,
      ` ${row.range}`,
    ]
      .join(" ")
      .trimEnd();
  });
  return ["", title, ...lines];
}

function barOf(points: Fan["rows"][number]["points"], least: number, most: number, room: number): string {
  const place = (value: number): number =>
    most === least ? 0 : Math.round(((value - least) / (most - least)) * (room - 1));
  const [p5, p25, p50, p75, p95] = points.map(place) as [number, number, number, number, number];
  const zero = least < 0 ? place(0) : -1;
  return Array.from({ length: room }, (_, k) => {
    if (k === p50) return marks.middle;
    if (k >= p25 && k <= p75) return marks.inner;
    if (k >= p5 && k <= p95) return marks.outer;
    return k === zero ? marks.zero : " ";
  }).join("");
}
