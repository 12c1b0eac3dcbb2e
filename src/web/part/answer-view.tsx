// Any answer of the engine as a page: its sentence, its tables and lists, its sources, itself as a file. What names a
// record of the book leads to it.

import { type ReactNode, useMemo } from "react";
import { usePlace } from "../app/place.ts";
import { useStage } from "../app/engine-context.tsx";
import type { Answered } from "../engine/message.ts";
import type { Cell, Fan, Table } from "../../report/answer.ts";
import { Keep } from "./keep.tsx";
import { Sources } from "./sources.tsx";

/** How many rows are shown before more are asked for. */
const rowsShown = 200;

export function AnswerView({ answer, title }: { answer: Answered; title: string }) {
  return (
    <div className="answer">
      <AnswerBlocks answer={answer} />
      {answer.notes.map((note) => (
        <p className="quiet" key={note}>
          {note}
        </p>
      ))}
      <Keep name={title} title={title} csv={answer.csvText} citation={answer.citation} />
      <Sources sources={answer.sources} />
    </div>
  );
}

export function AnswerBlocks({ answer }: { answer: Pick<Answered, "blocks"> }) {
  const link = useLinks();
  return answer.blocks.map((block, k) => {
    if ("heading" in block) return <h2 key={k}>{block.heading}</h2>;
    if ("lines" in block)
      return block.lines.map((line, n) => (
        <p key={`${k}.${n}`} className={/^\s/u.test(line) ? "line indented" : "line"}>
          {linked(line.trim(), link)}
        </p>
      ));
    if ("fan" in block) return <FanTable key={k} fan={block.fan} />;
    return <TableView key={k} table={block.table} link={link} />;
  });
}

type Link = (id: string) => string | undefined;

/** The address of a record's panel, where a word names one. */
export function useLinks(): Link {
  const { here } = usePlace();
  const { records } = useStage();
  const ids = useMemo(() => new Set(records.map(({ id }) => id)), [records]);
  return (id) => (ids.has(id) ? here({ open: id }) : undefined);
}

/** A text in which words that name a record with a dash or a slash in its id are links. */
export function linked(text: string, link: Link): ReactNode {
  const parts = text.split(/([\p{L}\d][\p{L}\d./-]*[-/][\p{L}\d./-]*[\p{L}\d])/u);
  return parts.map((part, k) => {
    const address = k % 2 === 1 ? link(part) : undefined;
    return address === undefined ? (
      part
    ) : (
      <a key={k} href={address}>
        {part}
      </a>
    );
  });
}

export function TableView({ table, link }: { table: Table; link: Link }) {
  const { title, columns, rows } = table;
  if (rows.length === 0) return title === undefined ? null : <p className="quiet">{title}: none.</p>;
  return (
    // A wide table scrolls by itself, with the keyboard too.
    <div className="table-scroll" role="region" aria-label={title ?? columns[0]?.name} tabIndex={0}>
      <table>
        {title !== undefined && <caption>{title}</caption>}
        <thead>
          <tr>
            {columns.map(({ name, align }) => (
              <th key={name} scope="col" className={align}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, rowsShown).map((row, k) => (
            <tr key={k}>
              {row.map((cell, i) => (
                <td key={i} className={columns[i]?.align}>
                  <CellView cell={cell} link={link} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > rowsShown && (
        <p className="quiet">{rows.length - rowsShown} more rows are in the CSV.</p>
      )}
    </div>
  );
}

function CellView({ cell, link }: { cell: Cell; link: Link }) {
  if (/^https?:\/\//u.test(cell.show))
    return (
      <a href={cell.show} rel="noreferrer noopener" target="_blank">
        {hostOf(cell.show)}
      </a>
    );
  const address = typeof cell.value === "string" ? link(cell.value) : undefined;
  if (address !== undefined) return <a href={address}>{cell.show}</a>;
  return linked(cell.show, link);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./u, "") : address;
}

function FanTable({ fan: { title, rows } }: { fan: Fan }) {
  return (
    <TableView
      table={{
        title,
        columns: [
          { name: "when", align: "left" },
          { name: "middle", align: "right" },
          { name: "90 % of futures", align: "right" },
        ],
        rows: rows.map(({ label, middle, range, points }) => [
          { show: label, value: label },
          { show: middle, value: points[2] },
          { show: range, value: range },
        ]),
      }}
      link={() => undefined}
    />
  );
}
