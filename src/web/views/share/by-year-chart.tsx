// The circular share of all years: a chart of bands, a table, a file.

import { countings } from "../../../book/count.ts";
import { percent } from "../../../report/circularity.ts";
import { usePlace } from "../../app/place.ts";
import { ChartFrame } from "../../chart/frame.tsx";
import { useWidth } from "../../chart/width.ts";
import { Empty, Loading, TroubleShown } from "../../part/states.tsx";
import { BandsChart, Mark, type Series } from "./bands-chart.tsx";
import { type SharesAsked, useShares } from "./by-year.ts";
import { chartFinding, csvOfShares, rowsOf } from "./rows.ts";
import { ListTable } from "../../part/list-table.tsx";

export function ByYear(asked: SharesAsked) {
  const { rows, isWhole, trouble } = useShares(asked);
  const { first, last, near, layer, look } = asked;
  const [box, width] = useWidth();
  if (trouble) return <TroubleShown trouble={trouble} />;
  const come = new Set(rows.map(({ year }) => year)).size;
  const words = `Drawing a thousand times the amounts of each year: ${come} of ${last - first + 1} …`;
  if (rows.length === 0) return <Loading words={words} />;
  const shown = countings.filter((each) => rows.some((row) => row.count === each));
  const series = shown.map((each): Series => ({ count: each, rows: rowsOf({ years: rows }, layer, each) }));
  if (isWhole && series.every((each) => each.rows.length === 0))
    return <Empty>No payment is known in this layer in any year.</Empty>;
  const own = series.find((each) => each.count === look.count)?.rows ?? [];
  const finding = isWhole ? chartFinding(own) : "The share of each year";
  return (
    <>
      <h2>Year by year</h2>
      {!isWhole && <Loading words={words} />}
      <ChartFrame
        finding={finding}
        what={`Circular share of ${layer === "cash" ? "cash" : "what is paid in kind"} by year, counted as ${shown.join(" and ")}. Bars hold nine of ten draws, marks are the middle. Years to come are low because their funding is not announced yet.`}
        csv={csvOfShares(rows, layer)}
        name={`circular share ${layer} ${first} to ${last}`}
        foot={
          <>
            <ul className="share-legend">
              {shown.map((each) => (
                <li key={each} className={`share-${each}`}>
                  <svg width="14" height="14" aria-hidden="true">
                    <Mark count={each} x={7} y={7} />
                  </svg>
                  {each}
                </li>
              ))}
            </ul>
            <details className="sources">
              <summary>The same as a table</summary>
              <YearTable series={series} />
            </details>
          </>
        }
      >
        <div ref={box} className="share-box">
          {width > 0 && (
            <BandsChart series={series} years={{ first, last }} chosen={near} width={width} label={finding} />
          )}
        </div>
      </ChartFrame>
    </>
  );
}

function YearTable({ series }: { series: readonly Series[] }) {
  const { here } = usePlace();
  const rows = series.flatMap((each) => each.rows).toSorted((a, b) => a.year - b.year);
  return (
    <ListTable
      name="Circular share by year"
      isNamed
      columns={["year", "counted as", { figures: "low" }, { figures: "middle" }, { figures: "high" }]}
    >
      {rows.map(({ year, count, share }) => (
        <tr key={`${year} ${count}`}>
          <td>
            <a href={here({ year: `${year}`, count })}>{year}</a>
          </td>
          <td>{count}</td>
          <td className="right">{percent(share.p5)}</td>
          <td className="right">{percent(share.central)}</td>
          <td className="right">{percent(share.p95)}</td>
        </tr>
      ))}
    </ListTable>
  );
}
