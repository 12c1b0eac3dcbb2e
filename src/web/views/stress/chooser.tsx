// Chooses a shock: its kind, what it strikes, how large, from when; and runs it when all is chosen.

import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components";
import { usePlace } from "../../app/place.ts";
import type { Possible } from "../../engine/possible.ts";
import { type ShockParts, partsOfShock, shockText, sizeFault } from "./choice.ts";

export function Chooser({ possible, chosen }: { possible: Possible; chosen: string | undefined }) {
  const { choose } = usePlace();
  const { scenarios, parties, legs, quarters } = possible;
  const [parts, setParts] = useState<ShockParts>(() => {
    const read = partsOfShock(chosen ?? "");
    return scenarios.some(({ id }) => id === read.id)
      ? read
      : { id: "party-fails", of: parties[0]?.id ?? "", size: "", quarter: "" };
  });
  const scenario = scenarios.find(({ id }) => id === parts.id)!;
  const targets = scenario.of === "party" ? parties : scenario.of === "deal" ? legs : [];
  const target = targets.some(({ id }) => id === parts.of) ? parts.of : (targets[0]?.id ?? "");
  const fault = sizeFault(parts.size, scenario);
  const set = (change: Partial<ShockParts>): void => setParts({ ...parts, ...change });
  const run = (event: FormEvent): void => {
    event.preventDefault();
    if (fault === undefined)
      choose({ scenario: shockText({ ...parts, of: target }, scenario), round: null, pick: null });
  };
  return (
    <form className="card shock-form" onSubmit={run} aria-label="Choose a shock">
      <div className="row">
        <label className="field">
          What happens
          <select
            value={parts.id}
            onChange={({ target: to }) => set({ id: to.value, size: "", quarter: "" })}
          >
            {scenarios.map(({ id, does }) => (
              <option key={id} value={id}>
                {id}: {does}
              </option>
            ))}
          </select>
        </label>
        {targets.length > 0 && (
          <label className="field">
            {scenario.of === "party" ? "To whom" : "Which contract"}
            <select value={target} onChange={({ target: to }) => set({ of: to.value })}>
              {targets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {scenario.size && (
          <label className="field">
            How large: {scenario.size.counts} ({scenario.size.least} to {scenario.size.most})
            <input
              type="text"
              inputMode="decimal"
              value={parts.size}
              placeholder={String(scenario.size.usual)}
              aria-invalid={fault !== undefined}
              aria-describedby={fault === undefined ? undefined : "size-fault"}
              onChange={({ target: to }) => set({ size: to.value })}
            />
          </label>
        )}
        <label className="field">
          From
          <select
            value={parts.quarter === "" ? scenario.begins : parts.quarter}
            onChange={({ target: to }) => set({ quarter: to.value })}
          >
            {quarters.map((quarter) => (
              <option key={quarter}>{quarter}</option>
            ))}
          </select>
        </label>
        <Button type="submit" className="button primary">
          Run it
        </Button>
      </div>
      {fault !== undefined && (
        <p id="size-fault" role="alert">
          {fault}
        </p>
      )}
      <p className="quiet">Why so large and so long: {scenario.reason}</p>
    </form>
  );
}
