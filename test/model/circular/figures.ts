// A start with round figures, near those of the middle of 2026: tests of equations need no book of facts.

import type { Quarter } from "../../../src/model/circular/quarter.ts";
import type { Level, Start } from "../../../src/model/circular/start.ts";

const B = 1e9;

const labs: Record<
  string,
  readonly [runRate: number, ent: number, growth: number, cash: number, value: number, gw: number]
> = {
  anthropic: [55 * B, 0.8, 0.45, 115 * B, 965 * B, 2.2],
  openai: [33.5 * B, 0.4, 0.25, 96 * B, 852 * B, 3.2],
  spacex: [2.1 * B, 0.4, 0.15, 95 * B, 250 * B, 0.9],
  mistral: [0.6 * B, 0.8, 0.2, 2 * B, 14 * B, 0.05],
};

const sharers: Record<string, readonly [runRate: number, ent: number]> = {
  "google-lab": [12 * B, 0.5],
  "meta-lab": [0.25 * B, 0.5],
  "open-bloc": [2.2 * B, 0.9],
};

const groups: Record<
  string,
  readonly [capex: number, growth: number, cash: number, debt: number, operating: number, gw: number]
> = {
  amazon: [54 * B, 0.13, 123 * B, 132 * B, 42 * B, 4.6],
  microsoft: [35.8 * B, 0.15, 80 * B, 45 * B, 45 * B, 5.4],
  google: [44.9 * B, 0.17, 165 * B, 110 * B, 46 * B, 6],
  meta: [34 * B, 0.17, 50 * B, 90 * B, 33 * B, 3.4],
  oracle: [18 * B, 0.2, 20 * B, 140 * B, 9 * B, 1.7],
};

const segments: Record<string, readonly [revenue: number, growth: number, backlog: number]> = {
  aws: [42.2 * B, 0.07, 496 * B],
  azure: [30.5 * B, 0.09, 678 * B],
  "google-cloud": [24.8 * B, 0.12, 514 * B],
  oci: [5.8 * B, 0.15, 638 * B],
};

const neoclouds: Record<
  string,
  readonly [revenue: number, capex: number, cash: number, debt: number, gw: number, backlog: number]
> = {
  coreweave: [2.6 * B, 8 * B, 5 * B, 31 * B, 1.5, 104 * B],
  nebius: [0.6 * B, 4 * B, 6 * B, 6 * B, 0.4, 40 * B],
  "other-neoclouds": [4 * B, 8 * B, 10 * B, 20 * B, 2.2, 0],
};

/** Figures without uncertainty, unless `spread` is above 0: then a 90 % interval of that share around each. */
export function roundStart(quarter: Quarter = "2026Q2", spread = 0, day = "2026-10-30"): Start {
  const figures = new Map<string, Level>();
  const put = (id: string, central: number): void => {
    figures.set(id, { low: central * (1 - spread), central, high: central * (1 + spread), from: [] });
  };
  for (const [id, [runRate, ent, growth, cash, value, gw]] of Object.entries(labs)) {
    put(`${id}.runRate`, runRate);
    put(`${id}.entShare`, ent);
    put(`${id}.growth`, growth);
    put(`${id}.cash`, cash);
    put(`${id}.valuation`, value);
    put(`${id}.gwUsed`, gw);
  }
  put("spacex.gw", 1);
  put("spacex.debt", 28 * B);
  for (const [id, [runRate, ent]] of Object.entries(sharers)) {
    put(`${id}.runRate`, runRate);
    put(`${id}.entShare`, ent);
  }
  for (const [id, [capex, growth, cash, debt, operating, gw]] of Object.entries(groups)) {
    put(`${id}.capex`, capex);
    put(`${id}.capexGrowth`, growth);
    put(`${id}.cash`, cash);
    put(`${id}.debt`, debt);
    put(`${id}.operatingCash`, operating);
    put(`${id}.gw`, gw);
  }
  for (const [id, [revenue, growth, backlog]] of Object.entries(segments)) {
    put(`${id}.revenue`, revenue);
    put(`${id}.growth`, growth);
    put(`${id}.backlog`, backlog);
  }
  for (const [id, [revenue, capex, cash, debt, gw, backlog]] of Object.entries(neoclouds)) {
    put(`${id}.revenue`, revenue);
    put(`${id}.capex`, capex);
    put(`${id}.cash`, cash);
    put(`${id}.debt`, debt);
    put(`${id}.gw`, gw);
    if (backlog > 0) put(`${id}.backlog`, backlog);
  }
  put("nvidia-data-center.revenue", 89 * B);
  put("nvidia.cash", 60 * B);
  put("amazon.stake.anthropic", 0.195);
  put("google.stake.anthropic", 0.13);
  put("microsoft.stake.openai", 0.25);
  put("amazon.stake.openai", 0.05);
  put("nvidia.stake.openai", 0.035);
  return { quarter, day, figures, missing: [] };
}
