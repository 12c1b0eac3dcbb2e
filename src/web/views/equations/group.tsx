// The equations about one party, part by part with the reason of each; every name in them leads on.

import { useState } from "react";
import { usePlace } from "../../app/place.ts";
import { useLinks } from "../../part/answer-view.tsx";
import { More } from "../../part/more.tsx";
import { type Equation, type OwnerGroup, mechanismsIn, namesIn, plainName } from "../equation-text.ts";

export interface Mechanism {
  readonly id: string;
  readonly does: string;
}

interface GroupProps {
  readonly title: string;
  readonly group: OwnerGroup;
  readonly isOpen: boolean;
  readonly mechanisms: readonly Mechanism[];
}

export function Group({ title, group, isOpen: isOpenFirst, mechanisms }: GroupProps) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  return (
    <details className="equation-group" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{title}</h2>{" "}
        <span className="quiet">
          {group.count.toLocaleString("en-US")} {group.count === 1 ? "equation" : "equations"}
        </span>
      </summary>
      {isOpen &&
        group.parts.map(({ part, equations }) => (
          <section key={part?.id ?? ""}>
            {part && (
              <>
                <h3>{part.title}</h3>
                <p className="quiet">Why so: {part.why}.</p>
              </>
            )}
            <More of={equations} step={40} what="equations">
              {(some) => (
                <ol className="equations">
                  {some.map((one) => (
                    <EquationShown key={one.name} equation={one} mechanisms={mechanisms} />
                  ))}
                </ol>
              )}
            </More>
          </section>
        ))}
    </details>
  );
}

function EquationShown({ equation, mechanisms }: { equation: Equation; mechanisms: readonly Mechanism[] }) {
  const { here } = usePlace();
  const link = useLinks();
  const { name, unit, equation: written, initial } = equation;
  const within = mechanismsIn(written);
  return (
    <li className="equation">
      <p>
        <strong>{plainName(name)}</strong>{" "}
        {unit !== null && unit !== "1" && <span className="quiet">{unit}</span>}
      </p>
      <p className="formula">
        <code>
          {namesIn(written).map(({ text, isName }, k) => {
            if (!isName) return text;
            const address = link(text) ?? here({ q: text, about: null });
            return (
              <a key={k} href={address}>
                {text}
              </a>
            );
          })}
        </code>
      </p>
      {initial !== null && (
        <p className="quiet">
          at the start <code>{initial.replaceAll("`", "")}</code>
        </p>
      )}
      {mechanisms
        .filter(({ id }) => within.includes(id))
        .map(({ id, does }) => (
          <p className="quiet" key={id}>
            with the mechanism {id}: {does}
          </p>
        ))}
    </li>
  );
}
