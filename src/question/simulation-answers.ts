// Each question to the simulation: which runs it takes, and the answer made of them.

import { scenarioKinds } from "../model/circular/scenario-list.ts";
import { quarterFrom } from "../model/circular/quarter.ts";
import { type Shock, shockOf } from "../model/circular/scenario.ts";
import { breakPoint } from "../paths/break-point.ts";
import type { EventProbability } from "../paths/event.ts";
import { type Kept, probabilityOfEvent } from "../paths/simulation.ts";
import type { Answer } from "../report/answer.ts";
import { accountsAnswer, accountsOf } from "../report/accounts.ts";
import { eventNamed, keptFor, outputAt, periodOf } from "../report/asked.ts";
import { type Attempt, breakAnswer } from "../report/break.ts";
import { type ShapeRun, burnDownKept, changesOf, commitmentNamed, shapesOf } from "../report/burn-down.ts";
import { burnDownAnswer } from "../report/burn-down-answer.ts";
import { explainOutputAnswer } from "../report/explain-series.ts";
import { outlookKept, outlookOf } from "../report/outlook.ts";
import { outlookAnswer } from "../report/outlook-answer.ts";
import { sensitivityAnswer } from "../report/sensitivity.ts";
import { type Simulated, simulateAnswer } from "../report/simulate.ts";
import { stressAnswer } from "../report/stress.ts";
import { priceFrom, usualPrices, worthAnswer, worthKept, worthOf } from "../report/worth.ts";
import { waterfallVariables } from "../report/waterfall.ts";
import { type Asked, type Ran, noteFailures, timingOf, withReady } from "./simulation-run.ts";

/** @param use what else is made of the run, such as files */
export async function runSimulate(
  of: Asked,
  { party, use }: { readonly party?: string | undefined; readonly use?: (run: Simulated) => Promise<void> },
): Promise<Answer> {
  const { economy, view } = of;
  const kept = keptFor(economy, view.book, view.day, party);
  return withReady(of, kept, async ({ compileMs, run }) => {
    const simulated = await run(of.shocks);
    noteFailures(of.door, simulated);
    await use?.(simulated);
    return simulateAnswer(simulated, timingOf(compileMs, simulated.runMs), party);
  });
}

/** Both matrices in a quarter, the first unless another is named. */
export async function runAccounts(of: Asked, written: string | undefined): Promise<Answer> {
  const period = written === undefined ? 1 : periodOf(quarterFrom(written), of.economy);
  const { economy, entries } = accountsOf(of.economy);
  const kept = { series: entries.map(({ series }) => series), events: [], drawn: [] };
  return withReady({ ...of, economy }, kept, async ({ run }) => {
    const simulated = await run(of.shocks);
    noteFailures(of.door, simulated);
    return accountsAnswer(simulated, entries, period);
  });
}

/** The answer made of one run that keeps its paths. */
function ofOneRun(of: Asked, kept: Kept, answer: (simulated: Ran) => Answer): Promise<Answer> {
  return withReady(
    of,
    kept,
    async ({ run }) => {
      const simulated = await run(of.shocks);
      noteFailures(of.door, simulated);
      return answer(simulated);
    },
    { keepPaths: true },
  );
}

/** One run for each shape that the minimum of the commitment may have, on the same random numbers. */
export async function runBurnDown(of: Asked, id: string): Promise<Answer> {
  const { economy, view } = of;
  const commitment = commitmentNamed(id, economy, view.book);
  return withReady(
    of,
    burnDownKept(economy, commitment),
    async ({ run }) => {
      const runs: ShapeRun[] = [];
      for (const shape of shapesOf(commitment)) {
        const simulated = await run(of.shocks, `minimum ${shape}: `, changesOf(commitment, shape));
        noteFailures(of.door, simulated);
        runs.push({ shape, simulated });
      }
      return burnDownAnswer(runs, commitment);
    },
    { keepPaths: true },
  );
}

export async function runWorth(of: Asked, party: string, prices: readonly string[]): Promise<Answer> {
  const { economy, view } = of;
  const looked = worthOf(party, economy, view.book);
  const asked = prices.length === 0 ? usualPrices : prices.map(priceFrom);
  return ofOneRun(of, worthKept(looked), (simulated) => worthAnswer(simulated, looked, asked));
}

export async function runOutlook(of: Asked, party: string): Promise<Answer> {
  const { economy, view } = of;
  const outlooked = outlookOf(party, economy, view.book);
  return ofOneRun(of, outlookKept(outlooked), (simulated) => outlookAnswer(simulated, outlooked));
}

export async function runSensitivity(of: Asked, written: string): Promise<Answer> {
  const { economy } = of;
  const output = outputAt(written, economy);
  const kept = {
    series: "series" in output ? [output.series] : [],
    events: "event" in output ? [output.event] : [],
    drawn: economy.assumptions.flatMap(({ id, isDrawn }) => (isDrawn ? [id] : [])),
  };
  return ofOneRun(of, kept, (simulated) => sensitivityAnswer(simulated, output));
}

export async function runExplain(of: Asked, written: string): Promise<Answer> {
  const output = outputAt(written, of.economy);
  const kept = {
    series: "series" in output ? [output.series] : [],
    events: "event" in output ? [output.event] : [],
    drawn: [],
  };
  return ofOneRun(of, kept, (simulated) => explainOutputAnswer(simulated, output, simulated.given));
}

/** The run without the scenarios, and the run with them, on the same random numbers; settings hold in both. */
export async function runStress(of: Asked, party: string | undefined): Promise<Answer> {
  const { economy, view } = of;
  const kept = {
    ...keptFor(economy, view.book, view.day, party),
    variables: waterfallVariables(economy),
    isOnlyMeans: true,
  };
  return withReady(
    of,
    kept,
    async ({ run }) => {
      const base = await run([], "without the stress: ");
      const other = await run(of.shocks, "with the stress: ");
      noteFailures(of.door, other);
      return stressAnswer(base, other);
    },
    { keepPaths: true },
  );
}

/** For each kind of shock that has a size, on top of the scenarios that were named. */
export async function runBreak(of: Asked, id: string): Promise<Answer> {
  const { economy } = of;
  const event = eventNamed(id, economy);
  return withReady(of, { series: [], events: [event], drawn: [] }, async ({ simulation, run }) => {
    const base = await run(of.shocks);
    noteFailures(of.door, base);
    const before = probabilityOfEvent(simulation, base.run, event);
    const attempts: Attempt[] = [];
    const progress = of.door.progress();
    const given = new Set(economy.model.given.map(({ name }) => name));
    for (const kind of (before.probability ?? 0) > 0.5 ? [] : scenarioKinds) {
      const { size } = kind;
      if (!size || !kind.sets(size.usual, "").every(([name]) => given.has(name))) continue;
      const shockAt = (at: number): Shock => shockOf(kind, { size: at }, economy);
      const tried = new Map<number, EventProbability>();
      const found = await breakPoint(size, async (at) => {
        progress(() => shockAt(at).text);
        const shocked = await run([...of.shocks, shockAt(at)], `${shockAt(at).text}: `);
        const happens = probabilityOfEvent(simulation, shocked.run, event);
        tried.set(at, happens);
        return happens.probability ?? 0;
      });
      attempts.push({ kind, found, tried });
    }
    return breakAnswer(base, event, before, attempts);
  });
}
