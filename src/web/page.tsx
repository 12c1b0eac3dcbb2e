// The page, drawn into the document.

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Answers } from "./app/answers.ts";
import { EngineProvider } from "./app/engine-context.tsx";
import { Shell } from "./app/shell.tsx";

export function showPage(answers: Answers): void {
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <EngineProvider answers={answers}>
        <Shell />
      </EngineProvider>
    </StrictMode>,
  );
}
