// The whole answer behind a chart, folded: what the command line prints, with its sources.

import type { Answered } from "../engine/message.ts";
import { AnswerBlocks } from "./answer-view.tsx";
import { Sources } from "./sources.tsx";

export function FullAnswer({ answer, title }: { answer: Answered; title: string }) {
  return (
    <>
      <details className="sources">
        <summary>The same as tables</summary>
        <section aria-label={title}>
          <AnswerBlocks answer={answer} />
        </section>
      </details>
      <Sources sources={answer.sources} />
    </>
  );
}
