// The payments of a year from left to right, and in another colour and dash those that run back.

import type { ReactNode } from "react";
import { dollars } from "../../report/number.ts";
import { withoutEnd } from "../../network/book-flows.ts";
import { cutTo } from "./cut-text.ts";
import type { Payment } from "../read/way-back.ts";
import { type Bar, type Ribbon, sankeyLayout } from "./sankey-layout.ts";
import "./money.css";

interface SankeyProps {
  readonly payments: readonly Payment[];
  readonly width: number;
  readonly name: (id: string) => string;
  readonly link: (payment: Payment) => string;
  readonly label: string;
}

/** Below this width there is room for few words. */
const narrow = 640;
/** Half of what a letter of a way back takes on average, in pixels. */
const letterHalf = 4;

export function Sankey({ payments, width, name, link, label }: SankeyProps) {
  const { height, layers, bars, ribbons } = sankeyLayout(payments, width);
  const labelRoom = width / layers - 16;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label} className="sankey">
      <Legend hasBack={ribbons.some(({ isBack }) => isBack)} />
      {ribbons.map((ribbon) => (
        <RibbonShape key={keyOf(ribbon.arc)} ribbon={ribbon} name={name} link={link} />
      ))}
      {bars.map((bar) => (
        <rect
          key={bar.party}
          className="sankey-bar"
          x={bar.x}
          y={bar.y}
          width={bar.width}
          height={bar.height}
        />
      ))}
      {bars.map((bar) => (
        <BarName key={bar.party} bar={bar} isLast={bar.layer > 0 && bar.layer === layers - 1}>
          {cutTo(name(withoutEnd(bar.party)), labelRoom)}
        </BarName>
      ))}
      {ribbons.map(({ arc, lane }) => {
        if (!lane) return null;
        const words = `← ${width < narrow ? "" : "the way back: "}${name(arc.payer)} pays ${name(arc.payee)} ${dollars(arc.amount)}`;
        const half = words.length * letterHalf;
        return (
          <text
            key={keyOf(arc)}
            x={Math.max(half, Math.min(width - half, lane.x))}
            y={lane.y}
            textAnchor="middle"
            className="back-name haloed"
          >
            {words}
          </text>
        );
      })}
    </svg>
  );
}

const legend = [
  { of: "funding", words: "money put in", x: 0 },
  { of: "purchase", words: "money spent", x: 124 },
  { of: "back", words: "way back", x: 246 },
];

/** Within the drawing, so that it goes along into a file. */
function Legend({ hasBack }: { hasBack: boolean }) {
  return legend
    .filter(({ of }) => of !== "back" || hasBack)
    .map(({ of, words, x }) => (
      <g key={of}>
        <path d={`M${x},12h20`} className={`ribbon ${of}`} strokeWidth={10} />
        <text x={x + 26} y={16} className="sankey-name">
          {words}
        </text>
      </g>
    ));
}

function RibbonShape({
  ribbon: { arc, path, width, isBack },
  name,
  link,
}: {
  ribbon: Ribbon<Payment>;
  name: (id: string) => string;
  link: (payment: Payment) => string;
}) {
  const of = arc.isFunding ? "funding" : "purchase";
  const words = `${name(withoutEnd(arc.payer))} pays ${name(withoutEnd(arc.payee))} ${dollars(arc.amount)}${isBack ? ", the way back" : ""}`;
  return (
    <a href={link(arc)} aria-label={words}>
      <path d={path} className={`ribbon ${isBack ? "back" : of}`} strokeWidth={width}>
        <title>{words}</title>
      </path>
    </a>
  );
}

/** Above its bar: beside it the ways back turn. */
function BarName({
  bar: { x, y, width },
  isLast,
  children,
}: {
  bar: Bar;
  isLast: boolean;
  children: ReactNode;
}) {
  return (
    <text
      x={isLast ? x + width : x}
      y={y - 6}
      textAnchor={isLast ? "end" : "start"}
      className="sankey-name haloed"
    >
      {children}
    </text>
  );
}

function keyOf({ payer, payee, isFunding }: Payment): string {
  return `${payer}>${payee}>${isFunding}`;
}
