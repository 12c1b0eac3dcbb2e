// The page: everything is computed in it, by the same engine as the command line. The worker reads the book while what
// draws the page is on its way.

import { answersOf, askAhead } from "./app/answers.ts";
import { placeOf } from "./app/place.ts";
import { views } from "./app/views.ts";
import { engine } from "./engine/client.ts";

const place = placeOf(location.hash);
const answers = answersOf(engine());
askAhead(answers, place);
void import("./page.tsx").then(({ showPage }) => showPage(answers));
void views.find(({ id }) => id === place.view)?.load();
