// The three states that every view can be in beside its own: on its way, in trouble, and with nothing to show.

import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import type { Asking } from "../app/engine-context.tsx";
import type { Fault } from "../../error/error.ts";
import type { Trouble } from "../engine/message.ts";

export function Loading({ words }: { words?: string | undefined }) {
  return (
    <p className="state loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {words ?? "Computing in your browser …"}
    </p>
  );
}

/** An error as the command line says it: code, what is wrong, what to do; faults with their places. */
export function TroubleShown({ trouble, again }: { trouble: Trouble; again?: (() => void) | undefined }) {
  return (
    <div className="state trouble" role="alert">
      <p>
        <strong>{trouble.message}</strong> {trouble.code === "BUG" ? "" : trouble.remedy}
      </p>
      {trouble.faults.length > 0 && (
        <ol className="faults">
          {trouble.faults.map((fault, k) => (
            <li key={k}>
              <p>
                <code>error {fault.code}</code>{" "}
                {fault.file !== undefined && (
                  <code>
                    {fault.file}
                    {fault.line === undefined ? "" : `:${fault.line}:${fault.column}`}
                  </code>
                )}
              </p>
              {fault.excerpt !== undefined && <pre>{excerptOf(fault)}</pre>}
              <p>
                {fault.message} {fault.remedy}
              </p>
            </li>
          ))}
        </ol>
      )}
      <p className="quiet">
        <code>{trouble.code}</code>
      </p>
      {trouble.code === "BUG" && <pre>{trouble.remedy}</pre>}
      {again && (
        <Button className="button" onPress={again}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** The line, and beneath it what of it is wrong. */
function excerptOf({ line, excerpt, mark = 1, width = 1 }: Fault): string {
  const number = `${line ?? ""}`;
  const under = " ".repeat(Math.max(0, mark - 1)) + "^".repeat(Math.max(1, Math.min(width, 60)));
  return `${number} | ${excerpt}\n${" ".repeat(number.length)} | ${under}`;
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <p className="state empty" role="status">
      {children}
    </p>
  );
}

/** What is asked for: its state while it is on its way, itself when it has come. */
export function Asked<T>({ of, children }: { of: Asking<T>; children: (got: T) => ReactNode }) {
  if (of.is === "loading") return <Loading words={of.words} />;
  if (of.is === "trouble") return <TroubleShown trouble={of.trouble} again={of.again} />;
  return children(of.got);
}

/** The same where another is asked for by and by: what came last stays until the next has come, and looks like it. */
export function AskedAnew<T>({ of, children }: { of: Asking<T>; children: (got: T) => ReactNode }) {
  const [last, setLast] = useState<{ readonly got: T }>();
  if (of.is === "got" && of.got !== last?.got) setLast({ got: of.got });
  const isOld = of.is === "loading" && last !== undefined;
  return (
    <div aria-busy={isOld}>
      {!isOld && <Asked of={of}>{children}</Asked>}
      {isOld && <Loading words={of.words ?? "Computing anew …"} />}
      {isOld && <div className="old">{children(last.got)}</div>}
    </div>
  );
}

/** What a link asked for and cannot have. */
export function Notices({ wrong }: { wrong: readonly string[] }) {
  if (wrong.length === 0) return null;
  return (
    <div role="status">
      <ul className="notices">
        {wrong.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
