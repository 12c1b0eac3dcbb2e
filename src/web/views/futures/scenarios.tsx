// Scenarios that hold: which, of what size, from when, each with what it does and why it is so large.

import { memo } from "react";
import { Button } from "react-aria-components";
import type { Prospect, ScenarioName } from "../../engine/prospect.ts";
import { Select } from "../../part/choices.tsx";
import {
  type ChosenScenario,
  scenarioFrom,
  scenarioTitle,
  scenarioWritten,
  usualScenario,
} from "./scenario-text.ts";

interface ScenariosProps {
  readonly prospect: Prospect;
  readonly scenarios: readonly string[];
  readonly party: string;
  readonly choose: (scenarios: readonly string[]) => void;
}

export const Scenarios = memo(function Scenarios({ prospect, scenarios, party, choose }: ScenariosProps) {
  const chosen = scenarios.flatMap((text) => scenarioFrom(text, prospect.scenarios) ?? []);
  const put = (k: number, one: ChosenScenario | undefined): void =>
    choose((one ? chosen.with(k, one) : chosen.toSpliced(k, 1)).map(scenarioWritten));
  const add = (id: string): void => {
    const kind = prospect.scenarios.find((one) => one.id === id);
    if (kind) choose([...chosen, usualScenario(kind, party)].map(scenarioWritten));
  };
  return (
    <div className="scenarios">
      {chosen.map((one, k) => (
        <Scenario
          key={`${k}.${one.id}`}
          kind={prospect.scenarios.find(({ id }) => id === one.id)!}
          chosen={one}
          quarters={prospect.quarters}
          put={(changed) => put(k, changed)}
        />
      ))}
      <Select label={chosen.length === 0 ? "Scenario" : "Another scenario"} value="" choose={add}>
        <option value="">{chosen.length === 0 ? "None: the baseline" : "None"}</option>
        {prospect.scenarios.map((kind) => (
          <option key={kind.id} value={kind.id}>
            {scenarioTitle(kind.id)}: {kind.does}
          </option>
        ))}
      </Select>
    </div>
  );
});

interface ScenarioProps {
  readonly kind: ScenarioName;
  readonly chosen: ChosenScenario;
  readonly quarters: readonly string[];
  readonly put: (changed: ChosenScenario | undefined) => void;
}

function Scenario({ kind, chosen, quarters, put }: ScenarioProps) {
  const { size } = kind;
  const lasts =
    kind.quarters === undefined
      ? "to the end"
      : kind.quarters === 1
        ? "one quarter"
        : `${kind.quarters} quarters`;
  return (
    <fieldset className="scenario card">
      <legend>{scenarioTitle(kind.id)}</legend>
      <div className="row">
        {kind.of !== undefined && (
          <Select
            label={kind.of === "party" ? "Who" : "Which deal"}
            value={chosen.of ?? ""}
            choose={(of) => put({ ...chosen, of })}
          >
            {[...kind.named, ...unlisted(kind, chosen)].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
        {size && (
          <label className="field">
            <span>
              {size.counts} ({size.least} to {size.most})
            </span>
            <input
              type="text"
              inputMode="decimal"
              key={chosen.size ?? "usual"}
              defaultValue={chosen.size ?? size.usual}
              onBlur={(event) => sized(event.target.value)}
              onKeyDown={(event) => event.key === "Enter" && sized(event.currentTarget.value)}
            />
          </label>
        )}
        <Select
          label="From"
          value={chosen.from ?? ""}
          choose={(from) => put({ ...chosen, from: from === "" ? undefined : from })}
        >
          <option value="">{kind.begins}</option>
          {quarters.map((quarter) => (
            <option key={quarter}>{quarter}</option>
          ))}
        </Select>
        <Button className="button" onPress={() => put(undefined)}>
          Take back
        </Button>
      </div>
      <p className="quiet">
        {kind.does.charAt(0).toUpperCase() + kind.does.slice(1)}; {lasts}. {kind.reason}
      </p>
    </fieldset>
  );

  function sized(text: string): void {
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value) || !size) return;
    const within = Math.min(size.most, Math.max(size.least, value));
    const next = within === size.usual ? undefined : within;
    if (next !== chosen.size) put({ ...chosen, size: next });
  }
}

/** A deal that a link names for its legs is in no list. */
function unlisted({ named }: ScenarioName, { of }: ChosenScenario): { id: string; name: string }[] {
  return of === undefined || named.some(({ id }) => id === of) ? [] : [{ id: of, name: of }];
}
