// The page: everything is computed in it, by the same engine as the command line.

import { createRoot } from "react-dom/client";

createRoot(document.getElementById("root")!).render(<h1>Roundtrip</h1>);
