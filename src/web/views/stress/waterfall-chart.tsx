// Who bears a failure, in the order in which the failed party pays; or, without a failure, who loses more than before.

import { ChartFrame } from "../../chart/frame.tsx";
import { type Bar, Bars } from "../../chart/bars.tsx";
import { useLinks } from "../../part/answer-view.tsx";
import { dollars, round3 } from "../../../report/number.ts";
import { showValue } from "../../../unit/quantity.ts";
import { asSentence } from "./choice.ts";
import type { StressJson } from "./stress-json.ts";

type Name = (id: string) => string;

export function FailureChart({ failure, name }: { failure: StressJson["failures"][number]; name: Name }) {
  const link = useLinks();
  const { claims, lostUsd, party, quarter } = failure;
  const bars = claims.map(({ class: kind, creditor, claimUsd, lostUsd: lost, share }, k): Bar => ({
    key: `${kind} ${creditor}`,
    name: name(creditor),
    value: lost,
    whole: claimUsd,
    shown: `${dollars(lost)} of ${dollars(claimUsd)}${share === null ? "" : `, ${showValue(share, "1", round3)}`}`,
    href: link(creditor),
    group: claims[k - 1]?.class === kind ? undefined : kind,
  }));
  const most = claims.toSorted((a, b) => b.lostUsd - a.lostUsd)[0];
  const finding = most
    ? `The failure of ${name(party)} costs ${dollars(lostUsd)}; ${name(most.creditor)} bears the most, ${dollars(most.lostUsd)} of ${most.class}`
    : `Nobody is known to lose by the failure of ${name(party)}`;
  return (
    <ChartFrame
      finding={finding}
      what={`What each is owed or owns in ${quarter}, outlined, and what of it is lost, filled: in the order in which ${name(party)} pays, in the mean.`}
      csv={csv(
        ["class", "creditor", "claimUsd", "lostUsd"],
        claims.map((row) => [row.class, row.creditor, row.claimUsd, row.lostUsd]),
      )}
      name={`waterfall-${party}`}
    >
      <Bars bars={bars} label={finding} />
    </ChartFrame>
  );
}

export function ClassLossChart({ losses, name }: { losses: StressJson["lossesByClass"]; name: Name }) {
  const link = useLinks();
  const changed = losses
    .map((row) => ({ ...row, change: row.with - row.without }))
    .toSorted((a, b) => b.change - a.change);
  const worst = changed[0];
  const finding =
    worst && worst.change > 0
      ? asSentence(
          `${name(worst.creditor)}: ${dollars(worst.change)} more of ${worst.class} is lost than without it`,
        )
      : "No creditor loses more than without it";
  return (
    <ChartFrame
      finding={finding}
      what="Change of what each creditor or owner loses on all debtors, over all quarters, in the mean; less is paler."
      csv={csv(
        ["class", "creditor", "withoutUsd", "withUsd"],
        losses.map((row) => [row.class, row.creditor, row.without, row.with]),
      )}
      name="losses-by-class"
    >
      <Bars
        label={finding}
        bars={changed.slice(0, 14).map(({ class: kind, creditor, change }): Bar => ({
          key: `${kind} ${creditor}`,
          name: `${name(creditor)}, ${kind}`,
          value: change,
          shown: `${change > 0 ? "+" : ""}${dollars(change)}`,
          href: link(creditor),
        }))}
      />
    </ChartFrame>
  );
}

function csv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
