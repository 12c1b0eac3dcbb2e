// The views of the page, in the order of its menu. Each comes when it is asked for.

import type { ComponentType } from "react";

export interface View {
  readonly id: string;
  /** In the menu. */
  readonly title: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Not in the menu: reached from others. */
  readonly isInner?: boolean;
}

export const views: readonly View[] = [
  { id: "start", title: "Start", load: () => import("../views/start.tsx"), isInner: true },
  { id: "deal", title: "The deal", load: () => import("../views/deal.tsx") },
  { id: "map", title: "Map", load: () => import("../views/map.tsx") },
  { id: "loops", title: "Loops", load: () => import("../views/loops.tsx") },
  { id: "dollar", title: "Follow a dollar", load: () => import("../views/dollar.tsx") },
  { id: "revenue", title: "Revenue", load: () => import("../views/revenue.tsx") },
  { id: "share", title: "Circular share", load: () => import("../views/share.tsx") },
  { id: "futures", title: "Futures", load: () => import("../views/futures.tsx") },
  { id: "stress", title: "Stress", load: () => import("../views/stress.tsx") },
  { id: "claims", title: "Claims", load: () => import("../views/claims.tsx") },
  { id: "signals", title: "Signals", load: () => import("../views/signals.tsx") },
  { id: "book", title: "Book", load: () => import("../views/book.tsx") },
  { id: "assumptions", title: "Assumptions", load: () => import("../views/assumptions.tsx") },
  { id: "equations", title: "Equations", load: () => import("../views/equations.tsx") },
];
