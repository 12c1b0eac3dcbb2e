// What can be taken away: the data as CSV, a picture as SVG, a sentence that may be quoted, a link to just this view.

import { useState } from "react";
import { Button } from "react-aria-components";
import { useStage } from "../app/engine-context.tsx";
import { csvFile, fileName, save } from "./file.ts";

interface KeepProps {
  /** Of the file. */
  readonly name: string;
  readonly title: string;
  readonly csv?: string | undefined;
  readonly citation?: string | undefined;
  /** Makes the picture when it is asked for. */
  readonly svg?: (() => string | undefined) | undefined;
}

export function Keep({ name, title, csv, citation, svg }: KeepProps) {
  const stage = useStage();
  const [said, setSaid] = useState("");
  const copy = (text: string, what: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(`${what} copied.`),
      () => setSaid("This browser does not let the page copy."),
    );
  };
  return (
    <p className="keep">
      {csv !== undefined && (
        <Button
          className="button small"
          onPress={() => save(fileName(name, "csv"), "text/csv", csvFile(csv, { title, citation, stage }))}
        >
          CSV
        </Button>
      )}
      {svg && (
        <Button
          className="button small"
          onPress={() => {
            const text = svg();
            if (text === undefined) setSaid("There is no picture yet.");
            else save(fileName(name, "svg"), "image/svg+xml", text);
          }}
        >
          SVG
        </Button>
      )}
      {citation !== undefined && (
        <Button className="button small" onPress={() => copy(citation, "Sentence")}>
          Copy a sentence
        </Button>
      )}
      <Button className="button small" onPress={() => copy(location.href, "Link")}>
        Copy the link
      </Button>
      <span role="status" className="quiet">
        {said}
      </span>
    </p>
  );
}
