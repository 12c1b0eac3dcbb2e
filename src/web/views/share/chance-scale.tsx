// The year's share beside those that chance gives: a mark, and the mean by chance with two standard deviations on either side.

import type { YearChance } from "../../../report/chance.ts";
import { percent } from "../../../report/circularity.ts";
import { useWidth } from "../../chart/width.ts";

const height = 74;
const side = 8;

/** Nothing where there is nothing to compare with. */
export function ChanceScale({ of: { observed, mean, sd, year } }: { readonly of: YearChance }) {
  const [box, width] = useWidth();
  if (mean === null || sd === null) return null;
  const [low, high] = [Math.max(0, mean - 2 * sd), mean + 2 * sd];
  const most = Math.max(observed, high) * 1.1 || 1;
  const x = (share: number): number => side + (share / most) * (width - 2 * side);
  const label = `${percent(observed)} in ${year}; by chance ${percent(mean)}, most of it from ${percent(low)} to ${percent(high)}`;
  return (
    <div ref={box} className="chart-body">
      {width > 0 && (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          <line className="axis" x1={side} x2={width - side} y1={40} y2={40} />
          <line className="chance-band" x1={x(low)} x2={x(high)} y1={40} y2={40} />
          <line className="chance-mean" x1={x(mean)} x2={x(mean)} y1={30} y2={50} />
          <circle className="share-mark share-firm" cx={x(observed)} cy={40} r={6} />
          <text className="chart-label" x={x(observed)} y={20} textAnchor={endOf(x(observed), width)}>
            {year}: {percent(observed)}
          </text>
          <text className="chart-label quiet-text" x={x(mean)} y={68} textAnchor={endOf(x(mean), width)}>
            by chance: {percent(mean)}
          </text>
        </svg>
      )}
    </div>
  );
}

/** Text keeps within the drawing. */
function endOf(x: number, width: number): "start" | "middle" | "end" {
  return x < width * 0.2 ? "start" : x > width * 0.8 ? "end" : "middle";
}
