// The book as a download, each list of it as CSV; how to cite it, its licence, and what it is not.

import { useState } from "react";
import { Button } from "react-aria-components";
import { recordKinds } from "../../../book/vocabulary.ts";
import { troubleOf, useEngine, useStage } from "../../app/engine-context.tsx";
import { usePlace } from "../../app/place.ts";
import { lookOf } from "../../app/look.ts";
import { csvFile, fileName, save } from "../../part/file.ts";
import type { Answered } from "../../engine/message.ts";
import type { BookQuestion } from "../../engine/question.ts";

export function KeepTab() {
  const stage = useStage();
  const engine = useEngine();
  const { place } = usePlace();
  const [said, setSaid] = useState("");
  const { asOf } = lookOf(place);
  const { title, version, hash, attribution, licence, day } = stage;
  const take = (question: BookQuestion, then: (answer: Answered) => void): void => {
    setSaid("Making the file …");
    engine.ask({ want: "answer", question }).then(
      (answer) => {
        then(answer);
        setSaid("The file is made.");
      },
      (error: unknown) => setSaid(troubleOf(error).message),
    );
  };
  const takeAsRead = (): void => {
    setSaid("Making the file …");
    fetch(new URL("book.json", document.baseURI))
      .then((response) => response.text())
      .then(
        (text) => {
          save("book.json", "application/json", text);
          setSaid("The file is made.");
        },
        () => setSaid("The book did not come. Try again."),
      );
  };
  return (
    <>
      <h2>The whole book</h2>
      <p>
        As JSON every record, each figure with its low and high end, unit and sources; what is unknown is
        null. As this page reads it the same file that lies beside the page, for a copy of it.
      </p>
      <p className="row">
        <Button
          className="button primary"
          onPress={() =>
            take({ verb: "export", asOf }, ({ json }) =>
              save(
                fileName(`book ${version}`, "json"),
                "application/json",
                `${JSON.stringify(json, undefined, 1)}\n`,
              ),
            )
          }
        >
          The book as JSON
        </Button>
        <Button className="button" onPress={takeAsRead}>
          The book as this page reads it
        </Button>
      </p>
      <h2>Its lists as CSV</h2>
      <p className="row">
        {recordKinds.map((kind) => (
          <Button
            key={kind}
            className="button"
            onPress={() =>
              take({ verb: "list", records: kind, asOf }, ({ csvText, citation }) =>
                save(
                  fileName(kind, "csv"),
                  "text/csv",
                  csvFile(csvText, { title: `${kind} of the book`, citation, stage }),
                ),
              )
            }
          >
            {kind}
          </Button>
        ))}
      </p>
      <p role="status">{said}</p>
      <h2>How to cite it</h2>
      <blockquote className="card">
        {attribution}: {title}, version {version} ({hash.slice(0, 12)}), as known on {day}. {licence}.
      </blockquote>
      <h2>Licence</h2>
      <p>
        The book is under {licence}: name {attribution}. The program is under Apache 2.0.
      </p>
      <h2>What it is not</h2>
      <ul>
        <li>
          Not investment advice, and no forecast: futures are consequences of assumptions, each of which can
          be changed.
        </li>
        <li>
          Not complete: deals that nobody reported are not in it, and what is unknown stays unknown, never
          zero.
        </li>
        <li>
          Not a count of loops: how many there are depends on how they are counted. The circular share does
          not.
        </li>
      </ul>
    </>
  );
}
