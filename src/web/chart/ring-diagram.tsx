// A loop as a ring: parties on a circle, each paying the next. The pale band of an arrow is the payment, the strong one
// within it what can go all the way round.

import { dollars } from "../../report/number.ts";
import type { Ring } from "../read/loops.ts";
import { type RingLayout, ringLayout } from "./ring-layout.ts";
import "./money.css";

interface RingProps {
  readonly ring: Ring;
  /** The side that is told of now. */
  readonly step: number;
  readonly width: number;
  readonly name: (id: string) => string;
  readonly sideLink: (step: number) => string;
  readonly partyLink: (id: string) => string;
  /** Whether the dollar is seen to move. */
  readonly isMoving: boolean;
  readonly label: string;
}

/** Width of the band of the largest payment. */
const widest = 26;

export function RingDiagram(props: RingProps) {
  const { ring, width, label } = props;
  const layout = ringLayout(ring.sides.length, width);
  return (
    <svg viewBox={`0 0 ${layout.width} ${layout.height}`} role="group" aria-label={label} className="ring">
      {ring.sides.map((_, k) => (
        <Side key={k} {...props} k={k} layout={layout} />
      ))}
      {layout.parties.map(({ x, y }, k) => {
        const { payer } = ring.sides[k]!;
        return (
          <a key={payer} href={props.partyLink(payer)}>
            <rect
              className="ring-party"
              x={x - layout.box.x}
              y={y - layout.box.y}
              width={2 * layout.box.x}
              height={2 * layout.box.y}
              rx={8}
            />
            <text x={x} y={y + 5} textAnchor="middle" className="ring-name">
              {props.name(payer)}
            </text>
          </a>
        );
      })}
    </svg>
  );
}

function Side({
  ring,
  step,
  name,
  sideLink,
  isMoving,
  k,
  layout,
}: RingProps & { k: number; layout: RingLayout }) {
  const { payer, payee, amount, isFunding } = ring.sides[k]!;
  const { path, head, label } = layout.arcs[k]!;
  const scale = widest / Math.max(...ring.sides.map((side) => side.amount));
  const is = k === step ? "now" : k < step ? "done" : "to-come";
  return (
    <a
      href={sideLink(k)}
      aria-label={`Leg ${k + 1}: ${name(payer)} pays ${name(payee)} ${dollars(amount)}`}
      aria-current={k === step ? "step" : undefined}
      className={`ring-side ${isFunding ? "funding" : "purchase"} ${is}`}
    >
      <path d={path} className="ring-band" strokeWidth={Math.max(3, amount * scale)} />
      <path d={path} className="ring-core" strokeWidth={Math.max(2, ring.throughput * scale)} />
      <polygon points={head} className="ring-head" />
      <text x={label.x} y={label.y} textAnchor={label.anchor} className="ring-amount">
        {dollars(amount)}
      </text>
      {k === step && isMoving && (
        <circle key={step} r={7} className="ring-dollar" style={{ offsetPath: `path("${path}")` }} />
      )}
    </a>
  );
}
