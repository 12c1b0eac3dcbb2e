// The payments of a year as a Sankey with its way back, and the same as a table.

import { dollars } from "../../report/number.ts";
import { withoutEnd } from "../../network/book-flows.ts";
import { useAsk, useStage } from "../app/engine-context.tsx";
import { usePlace } from "../app/place.ts";
import { ChartFrame } from "../chart/frame.tsx";
import { Sankey } from "../chart/sankey.tsx";
import { useWidth } from "../chart/width.ts";
import type { FlowsAsked, YearFlows } from "../engine/flows.ts";
import { csvText } from "../part/csv-text.ts";
import { useShortNames } from "../part/names.ts";
import { Asked, Empty } from "../part/states.tsx";
import type { Ring } from "../read/loops.ts";
import { type Payment, type Shown, shownOf, sum } from "../read/way-back.ts";
import { ListTable } from "../part/list-table.tsx";

interface WayBackProps {
  readonly rings: readonly Ring[];
  readonly view: FlowsAsked;
}

export function WayBack({ rings, view }: WayBackProps) {
  const asking = useAsk({ want: "flows", asked: view });
  return <Asked of={asking}>{(flows) => <Drawn flows={flows} rings={rings} />}</Asked>;
}

function Drawn({ flows, rings }: { flows: YearFlows; rings: readonly Ring[] }) {
  const { here } = usePlace();
  const { parties } = useStage();
  const name = useShortNames();
  const [room, width] = useWidth();
  if (flows.arrows.length === 0) return <Empty>No payment of {flows.year} has a price in this view.</Empty>;
  const aggregates = new Set(parties.filter(({ kind }) => kind === "market").map(({ id }) => id));
  const shown = shownOf(flows.arrows, rings, (id) => aggregates.has(id), paymentsMax(width));
  const label = `Payments of ${flows.year} and those that run back`;
  return (
    <ChartFrame
      finding={findingOf(shown, flows.year, name)}
      what={whatOf(shown, flows, rings.length > 0)}
      name={`the way back ${flows.year}`}
      csv={paymentsCsv(shown)}
      foot={<PaymentTable shown={shown} />}
    >
      <div ref={room}>
        {width > 0 && (
          <Sankey
            payments={shown.payments}
            width={width}
            name={name}
            link={({ legs }) => here({ open: legs[0]! })}
            label={label}
          />
        )}
      </div>
    </ChartFrame>
  );
}

/** How many payments there is room for. */
function paymentsMax(width: number): number {
  return width < 640 ? 10 : width < 1000 ? 14 : 20;
}

function findingOf({ back }: Shown, year: number, name: (id: string) => string): string {
  if (back.size === 0) return `No payment of ${year} runs back to a party that its money came from`;
  const to = [...new Set([...back].toSorted((a, b) => b.amount - a.amount).map(({ payee }) => name(payee)))];
  return `${dollars(sum(back))} of ${year} runs back to where money came from: to ${listed(to)}`;
}

function whatOf(
  { drawn, all, leftOut }: Shown,
  { year, layer, count }: YearFlows,
  hasRings: boolean,
): string {
  const of = hasRings ? "the largest by and to the parties of the loops" : "the largest";
  return `Payments of ${year}, USD, ${layer}, ${count}: ${dollars(drawn)} of the ${dollars(all)} that flows is drawn, ${of}; ${leftOut} more are not.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function PaymentTable({ shown }: { shown: Shown }) {
  const { here } = usePlace();
  const name = useShortNames();
  return (
    <details className="sources">
      <summary>The same as a table</summary>
      <ListTable
        name="Payments drawn"
        isNamed
        columns={["from", "to", "for", "way back", "deals and facts", { figures: "USD of the year" }]}
      >
        {shown.payments.map((payment) => (
          <tr key={`${payment.payer}>${payment.payee}>${payment.isFunding}`}>
            <td>{name(withoutEnd(payment.payer))}</td>
            <td>{name(withoutEnd(payment.payee))}</td>
            <td>{payment.kinds.join(", ")}</td>
            <td>{shown.back.has(payment) ? "yes" : ""}</td>
            <td>
              {payment.legs.map((leg) => (
                <a key={leg} href={here({ open: leg })} className="in-list">
                  {leg}
                </a>
              ))}
            </td>
            <td className="right">{dollars(payment.amount)}</td>
          </tr>
        ))}
      </ListTable>
    </details>
  );
}

function paymentsCsv({ payments, back }: Shown): string {
  return csvText(
    ["payer", "payee", "kinds", "USD of the year", "way back", "legs"],
    payments.map((payment: Payment) => [
      withoutEnd(payment.payer),
      withoutEnd(payment.payee),
      payment.kinds.join(" "),
      payment.amount,
      back.has(payment),
      payment.legs.join(" "),
    ]),
  );
}
