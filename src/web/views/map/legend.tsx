// What width, colour, dash and outline of an arrow mean.

import type { ReactNode } from "react";
import { dollars } from "../../../report/number.ts";
import { thinnest } from "./bands.ts";
import { unknownDash } from "./flow.tsx";
import type { KindClass } from "./kinds.ts";

const steps = [1, 2, 5];

interface LegendProps {
  /** Pixels per dollar. */
  readonly scale: number;
  readonly classes: readonly KindClass[];
  /** What else the drawing has, after the classes of arrows and before the widths. */
  readonly children?: ReactNode;
}

export function Legend({ scale, classes, children }: LegendProps) {
  const widths = [3, 8, 20].map((pixels) => round125(pixels / scale));
  return (
    <div className="legend" aria-label="How to read the map" role="group">
      <ul>
        {classes.map(({ id, title, dash }) => (
          <li key={id}>
            <svg width="44" height="14" aria-hidden="true" className={`kind-${id}`}>
              <path className="flow-line" d="M0 7H34" strokeWidth={6} strokeDasharray={dash} />
              <path className="flow-head" d="M34 1L43 7L34 13Z" />
            </svg>
            {title}
          </li>
        ))}
        {children}
      </ul>
      <ul>
        {scale > 0 &&
          widths.map((amount) => (
            <li key={amount}>
              <svg width="34" height="24" aria-hidden="true">
                <path className="legend-width" d="M0 12H34" strokeWidth={amount * scale} />
              </svg>
              {dollars(amount)}
            </li>
          ))}
        {scale > 0 && <li>below {dollars(round125(thinnest / scale))} all are equally thin</li>}
      </ul>
    </div>
  );
}

export function RingKey() {
  return (
    <li>
      <svg width="44" height="14" aria-hidden="true" className="in-ring kind-computing">
        <path className="flow-edge" d="M0 7H34" strokeWidth={9.5} />
        <path className="flow-ground" d="M0 7H34" strokeWidth={6.5} />
        <path className="flow-line" d="M0 7H34" strokeWidth={6} />
        <path className="flow-head" d="M34 1L43 7L34 13Z" />
      </svg>
      with an edge: part of a ring that closes
    </li>
  );
}

export function UnknownKey() {
  return (
    <>
      <li>
        <svg width="44" height="14" aria-hidden="true" className="kind-computing">
          <path className="flow-band" d="M0 7H34" strokeWidth={10} />
          <path className="flow-line" d="M0 7H34" strokeWidth={4} />
          <path className="flow-head" d="M34 1L43 7L34 13Z" />
        </svg>
        a band: full to the least, pale to the most
      </li>
      <li>
        <svg width="44" height="14" aria-hidden="true" className="kind-computing">
          <path className="flow-line" d="M0 7H34" strokeWidth={thinnest} strokeDasharray={unknownDash} />
          <path className="flow-head" d="M34 3L41 7L34 11Z" />
        </svg>
        no amount is public
      </li>
    </>
  );
}

/** The nearest of 1, 2, 5 times a power of ten. */
function round125(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const near = [...steps, 10].map((step) => step * power);
  return near.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best));
}
