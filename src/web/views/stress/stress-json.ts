// What `stress --json` says, as far as the page draws it; documented in docs/cli.md.

interface ChanceJson {
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface StressJson {
  readonly quarters: readonly string[];
  /** The last quarter in which a loss is a round. */
  readonly roundsUntil: string;
  readonly story: readonly string[];
  readonly rounds: readonly {
    readonly round: number;
    readonly quarter: string;
    readonly parties: readonly {
      readonly party: string;
      readonly hits: readonly {
        readonly series: string;
        readonly unit: string;
        readonly change: number | null;
        readonly share: number | null;
      }[];
    }[];
  }[];
  readonly events: Readonly<
    Record<
      string,
      ChanceJson & {
        /** Three years after the first shock begins; the horizon, where that is nearer. */
        readonly near: ChanceJson & { readonly quarter: string };
      }
    >
  >;
  readonly failures: readonly {
    readonly party: string;
    readonly quarter: string;
    readonly lostUsd: number;
    readonly claims: readonly {
      readonly class: string;
      readonly creditor: string;
      readonly claimUsd: number;
      readonly lostUsd: number;
      readonly share: number | null;
    }[];
  }[];
  readonly lossesByClass: readonly {
    readonly class: string;
    readonly creditor: string;
    readonly without: number;
    readonly with: number;
  }[];
  readonly byQuarter: readonly {
    readonly quarter: string;
    readonly round: number | null;
    readonly parties: readonly string[];
    readonly lostUsd: number;
    readonly idleW: number;
    readonly tokens: number | null;
  }[];
  readonly handed: readonly {
    readonly round: number | null;
    readonly since: string;
    readonly quarter: string;
    readonly hands: readonly {
      readonly from: string;
      readonly to: string;
      readonly kind: "claims" | "sales" | "funding";
      readonly usd: number;
      readonly low: number;
      readonly high: number;
    }[];
  }[];
}

export interface ContagionJson {
  readonly failed: string;
  readonly year: number;
  readonly rounds: readonly (readonly {
    readonly party: string;
    readonly lossUsd: number;
    readonly cause: string;
    readonly through: string;
    readonly legs: readonly string[];
  }[])[];
  readonly totalsUsd: readonly number[];
}

export interface BreakJson {
  readonly event: string;
  readonly before: number | null;
  readonly smallest: string | null;
  readonly shocks: readonly {
    readonly kind: string;
    readonly scenario: string | null;
    readonly size: number | null;
    readonly relative: number | null;
    readonly probability: number | null;
  }[];
}
