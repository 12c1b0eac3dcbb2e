// The data of the answers that the page of a deal is drawn from, as docs/cli.md has them.

export interface Points {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

export interface Chance {
  readonly probability: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

export interface LegAmounts {
  readonly id: string;
  readonly headlineUsd: Range | null;
  readonly firmUsd: Range | null;
  readonly drawnUsd: Range | null;
  readonly paidUsd: Range | null;
}

/** Of `report`: what an investor has put into a lab, and what the lab has pledged to spend with it. */
export interface ReportCase {
  readonly investor: string;
  readonly lab: string;
  readonly putInUsd: Range | null;
  readonly pledgedUsd: Range | null;
  readonly pledgedPerDollarIn: Range | null;
  readonly putIn: readonly LegAmounts[];
  readonly openEnded: readonly LegAmounts[];
  readonly pledged: readonly LegAmounts[];
}

export interface BurntShape {
  readonly shape: string;
  readonly years: readonly {
    readonly quarter: string;
    readonly paid: Points;
    readonly left: Points;
    readonly dueSoFar: Points;
  }[];
  readonly usedUp: { readonly p50: string | null; readonly never: number };
  readonly missedByYear: readonly (Chance & { readonly yearEnds: string })[];
  readonly missedEver: Chance | null;
  readonly returns: readonly {
    readonly quarter: string;
    readonly putIn: Points;
    readonly paidPerDollar: Points;
    readonly afterOwningPerDollar: Points | null;
  }[];
}

export interface BurnDown {
  readonly start: string;
  readonly leg: string;
  readonly lab: string;
  readonly vendor: string;
  readonly amountUsd: number;
  readonly isFirm: boolean;
  readonly term: { readonly from: string; readonly to: string };
  readonly putInAtStartUsd: number | null;
  readonly shapes: readonly BurntShape[];
}

export interface Worth {
  readonly quarter: string;
  readonly years: number;
  readonly runRateAtStartUsd: Points;
  readonly runRateThenUsd: Points;
  readonly needs: readonly {
    readonly priceUsd: number;
    readonly yearlyReturn: number;
    readonly multiple: number;
    readonly runRateUsd: number;
    readonly growth: number;
    readonly delivered: Chance;
  }[];
}

export interface Outlook {
  readonly party: string;
  readonly rows: readonly {
    readonly quarter: string;
    readonly minimum: Points | null;
    readonly used: Points | null;
    readonly missed: Chance | null;
  }[];
}
