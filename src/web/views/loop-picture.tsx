// The first picture: the money over, the pledge back, each band a leg of the book that can be opened.

import { useEffect } from "react";
import { ChartFrame } from "../chart/frame.tsx";
import { useWidth } from "../chart/width.ts";
import { usePlace } from "../app/place.ts";
import type { Opening, Part } from "../engine/opening.ts";
import { loopCsv, loopFinding, loopWords } from "./loop-words.ts";
import { type Way, loopLayout } from "./loop-picture-layout.ts";

export function LoopPicture({ opening }: { opening: Opening }) {
  const [box, room] = useWidth();
  const width = room || 1100;
  const { here } = usePlace();
  const { over, back, names } = opening;
  const words = loopWords(opening);
  const layout = loopLayout(over, back, width);
  useEffect(() => {
    // Painted in the frame after this one begins.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (performance.getEntriesByName("first-picture").length === 0) performance.mark("first-picture");
      }),
    );
  }, []);
  const ways = ({ bands, head }: Way, parts: readonly Part[], kind: string) => [
    <path key="head" className={`loop-band loop-head ${kind}`} d={head} />,
    ...bands.map(({ leg, shown, path }) => {
      const part = parts.find((one) => one.leg === leg)!;
      const name = `${shown}, ${part.kind}, announced ${part.announced}`;
      return (
        <a key={leg} href={here({ open: leg })} aria-label={`${name}: ${leg}`}>
          <path className={`loop-band ${kind}`} d={path}>
            <title>{name}</title>
          </path>
        </a>
      );
    }),
  ];
  const anchor = layout.isTall ? "end" : "start";
  return (
    <ChartFrame
      finding={loopFinding(opening)}
      what={words.what}
      csv={loopCsv(opening)}
      name="the-loop"
      foot={<Parts opening={opening} />}
    >
      <div ref={box}>
        <svg viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={loopFinding(opening)}>
          {[
            { box: layout.from, name: names.investor },
            { box: layout.to, name: names.lab },
          ].map(({ box: at, name }) => (
            <g key={name}>
              <rect className="loop-party" rx={8} {...at} />
              <text
                className="loop-name"
                x={at.x + at.width / 2}
                y={at.y + at.height / 2}
                textAnchor="middle"
                dominantBaseline="central"
              >
                {name}
              </text>
            </g>
          ))}
          {ways(layout.over, over, "over")}
          {ways(layout.back, back, "back")}
          <Lines
            at={layout.overText}
            anchor="start"
            lines={layout.isTall ? words.over : joined(words.over)}
          />
          <Lines
            at={layout.backText}
            anchor={anchor}
            lines={layout.isTall ? words.back : joined(words.back)}
          />
        </svg>
      </div>
    </ChartFrame>
  );
}

function joined([amount = "", ...rest]: readonly string[]): string[] {
  return [amount, rest.join(", ")];
}

/** An amount in large type, and what it is beneath. */
function Lines({
  at,
  anchor,
  lines,
}: {
  at: { readonly x: number; readonly y: number };
  anchor: "start" | "end";
  lines: readonly string[];
}) {
  const [amount, ...rest] = lines;
  return (
    <text x={at.x} y={at.y} textAnchor={anchor}>
      <tspan className="loop-amount">{amount}</tspan>
      {rest.map((line, k) => (
        <tspan key={line} className="loop-what" x={at.x} dy={k === 0 ? 22 : 19}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The same as a list: what the picture is made of. */
function Parts({ opening: { over, back, names } }: { opening: Opening }) {
  const { here } = usePlace();
  const list = (parts: readonly Part[]) =>
    parts.map((part, k) => (
      <span key={part.leg}>
        {k > 0 && ", "}
        <a href={here({ open: part.leg })}>
          {part.shown} of {part.announced.slice(0, 4)}
        </a>
      </span>
    ));
  return (
    <p className="quiet loop-parts">
      {names.investor} to {names.lab}: {list(over)}. {names.lab} to {names.investor}: {list(back)}.
    </p>
  );
}
