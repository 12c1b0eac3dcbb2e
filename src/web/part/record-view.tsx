// One record, field by field; of a deal its legs, each with the states of its amount. What names a record is a link.

import type { ReactNode } from "react";
import { usePlace } from "../app/place.ts";
import { useStage } from "../app/engine-context.tsx";
import { amountStates } from "../../book/vocabulary.ts";
import { useLinks } from "./answer-view.tsx";
import { MovesNothing } from "./moves-nothing.tsx";
import { type Json, type Shown, fieldsOf, historyOf, isRecord, shownOf, wordsOf } from "./record-fields.ts";

/** Told in the heading, or below as sources. */
const elsewhere = ["id", "collection", "sources", "title", "name", "legs", "amount", "deal"];

export function RecordView({ id, json }: { id: string; json: unknown }) {
  const { records } = useStage();
  if (!isRecord(json)) return null;
  const known = records.find((record) => record.id === id);
  const title = known?.name ?? id;
  const legs = Array.isArray(json["legs"]) ? json["legs"].filter(isRecord) : [];
  return (
    <>
      <h3 className="record-title">{title}</h3>
      <p className="quiet record-id">
        {typeof json["collection"] === "string" ? wordsOf(json["collection"]) : known?.kind}{" "}
        {title !== id && <code>{id}</code>}
      </p>
      {isRecord(json["amount"]) ? <LegView leg={json} /> : <Fields of={json} />}
      {legs.map((leg, k) => (
        <section key={k} className="leg">
          <LegView leg={leg} isWithin />
        </section>
      ))}
    </>
  );
}

function LegView({ leg, isWithin = false }: { leg: Record<string, Json>; isWithin?: boolean }) {
  const { parties } = useStage();
  const { here } = usePlace();
  const word = (field: string): string => shownOf(leg[field] ?? null);
  const party = (id: string): ReactNode => (
    <a href={here({ open: id })}>{parties.find((one) => one.id === id)?.name ?? id}</a>
  );
  const amount = isRecord(leg["amount"]) ? leg["amount"] : {};
  return (
    <>
      <h4>
        {word("kind")}: {party(word("payer"))} to {party(word("payee"))}
      </h4>
      {isWithin ? (
        <p className="quiet record-id">
          <a href={here({ open: word("id") })}>{word("id")}</a>
        </p>
      ) : (
        typeof leg["deal"] === "string" && (
          <p className="quiet">
            part of the deal <a href={here({ open: leg["deal"] })}>{leg["deal"]}</a>
          </p>
        )
      )}
      <table className="states">
        <caption className="visually-hidden">What is known of the amount</caption>
        <tbody>
          {amountStates.map((state) => {
            const shown = shownOf(amount[state] ?? null);
            const history = historyOf(amount[`${state}History`]);
            return (
              <tr key={state}>
                <th scope="row">{state}</th>
                <td className={amount[state] ? "right known" : "right quiet"}>{shown || "unknown"}</td>
                <td className="quiet">{history.length > 1 ? history.join("; ") : ""}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <MovesNothing leg={word("id")} kind={word("kind")} />
      <Fields of={leg} without={["kind", "payer", "payee"]} />
    </>
  );
}

function Fields({ of, without = [] }: { of: Record<string, Json>; without?: readonly string[] }) {
  const fields = fieldsOf(of, [...elsewhere, ...without]);
  if (fields.length === 0) return null;
  return (
    <dl className="fields">
      {fields.map(({ label, shown }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Value shown={shown} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ shown }: { shown: Shown }) {
  const link = useLinks();
  if ("text" in shown) return <Linked text={shown.text} link={link} />;
  if ("list" in shown)
    return shown.list.length === 1 ? (
      <Value shown={shown.list[0]!} />
    ) : (
      <ul>
        {shown.list.map((one, k) => (
          <li key={k}>
            <Value shown={one} />
          </li>
        ))}
      </ul>
    );
  return shown.fields.map(({ label, shown: inner }, k) => (
    <span key={label}>
      {k > 0 && "; "}
      <span className="quiet">{label}</span> <Value shown={inner} />
    </span>
  ));
}

function Linked({ text, link }: { text: string; link: (id: string) => string | undefined }) {
  if (/^https?:\/\//u.test(text))
    return (
      <a href={text} rel="noreferrer noopener" target="_blank">
        {text}
      </a>
    );
  const address = link(text);
  return address === undefined ? text : <a href={address}>{text}</a>;
}
