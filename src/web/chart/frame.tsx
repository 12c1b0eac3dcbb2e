// Around every chart: the finding as its title, what is drawn below it, the source beneath, and the chart to take away.

import { type ReactNode, useId, useRef } from "react";
import { useStage } from "../app/engine-context.tsx";
import { sourceLine } from "../part/file.ts";
import { Keep } from "../part/keep.tsx";
import { svgFile } from "./svg-file.ts";

interface FrameProps {
  /** What the chart shows to be the case, as a sentence. */
  readonly finding: string;
  /** What is drawn: measure, unit, years. */
  readonly what: string;
  readonly csv: string;
  readonly citation?: string | undefined;
  /** Name of the files. */
  readonly name: string;
  /** One `svg` within. */
  readonly children: ReactNode;
  /** Below the chart: where its figures lead. */
  readonly foot?: ReactNode;
}

export function ChartFrame({ finding, what, csv, citation, name, children, foot }: FrameProps) {
  const stage = useStage();
  const chart = useRef<HTMLDivElement>(null);
  const id = useId();
  const source = sourceLine(stage);
  const svg = (): string | undefined => {
    const drawn = chart.current?.querySelector("svg");
    return drawn ? svgFile(drawn, { finding, what, source }) : undefined;
  };
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{finding}</h2>
        <p className="quiet">{what}</p>
      </figcaption>
      <div ref={chart} className="chart-body">
        {children}
      </div>
      <p className="source-line">{source}</p>
      {foot}
      <Keep name={name} title={finding} csv={csv} citation={citation} svg={svg} />
    </figure>
  );
}
