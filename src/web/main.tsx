// The page: everything is computed in it, by the same engine as the command line.

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { EngineProvider } from "./app/engine-context.tsx";
import { Shell } from "./app/shell.tsx";
import { engine } from "./engine/client.ts";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <EngineProvider engine={engine()}>
      <Shell />
    </EngineProvider>
  </StrictMode>,
);
