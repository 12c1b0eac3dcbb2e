// The worker behind the page: it reads the book, answers questions in the order in which they come, and lets a watched
// run give way to a newer one.

import { bookFromText } from "../../book/cache.ts";
import type { Book } from "../../book/book.ts";
import { RoundtripError } from "../../error/error.ts";
import type { Fault } from "../../error/error.ts";
import { hasVectors } from "../../kernel/wasm/vectors.ts";
import type { Economy } from "../../model/circular/economy.ts";
import type { Door } from "../../question/door.ts";
import { citation } from "../../report/cite.ts";
import { csvOf } from "../../report/csv.ts";
import { type Economies, answerTo, runOptionsOf, startIn, viewOf } from "./answers.ts";
import type { Answered, FromDesk, Got, ToDesk, Trouble } from "./message.ts";
import { openingOf } from "./opening.ts";
import type { Question } from "./question.ts";
import { overtaken } from "./overtaken.ts";
import { stageOf } from "./stage.ts";
import { browserTeam, pathWorkerDiedCode } from "./team.ts";
import type { WatchRun } from "./watching.ts";

const book = readBook();
const team = browserTeam();
const economies = madeOnce();
let running: Promise<WatchRun> | undefined;
/** Orders stand in line: two runs at once would only take each other's processors. What is looked up does not wait. */
let line: Promise<unknown> = Promise.resolve();
let newestWatch = -1;

addEventListener("message", ({ data }: MessageEvent<ToDesk>) => {
  if (data.want === "watch") newestWatch = data.id;
  if (isLookedUp(data)) void serve(data);
  else line = line.then(() => serve(data));
});

/** Found in the book at once: the record behind a figure is never far. */
function isLookedUp(wanted: ToDesk): boolean {
  return (
    wanted.want === "stage" ||
    wanted.want === "opening" ||
    (wanted.want === "answer" && wanted.question.verb === "show")
  );
}

async function serve(wanted: ToDesk): Promise<void> {
  const { id } = wanted;
  try {
    // Where the hand has moved on, nobody looks at this one any more.
    if (wanted.want === "watch" && id !== newestWatch) throw overtaken();
    say({ id, got: await got(wanted, await book) });
  } catch (error) {
    say({ id, trouble: troubleOf(error) });
  }
}

function say(message: FromDesk): void {
  postMessage(message);
}

/** A run in which a worker died is made once more, by another, and that is said beside what it gives. */
async function got(wanted: ToDesk, read: Book): Promise<Got[keyof Got]> {
  try {
    return await gotOnce(wanted, read, []);
  } catch (error) {
    if (!(error instanceof RoundtripError && error.code === pathWorkerDiedCode)) throw error;
    return gotOnce(wanted, read, ["A worker that computes futures ended; another took its place."]);
  }
}

async function gotOnce(wanted: ToDesk, read: Book, notes: string[]): Promise<Got[keyof Got]> {
  const door = doorFor(wanted.id, notes);
  switch (wanted.want) {
    case "stage":
      return stageOf(read, hasVectors() ? "wasm" : "interpret");
    case "opening":
      return openingOf(viewOf(wanted.look, read));
    case "possible": {
      const { possibleIn } = await import("./possible.ts");
      const { day } = viewOf(wanted.look, read);
      return possibleIn(await economies(read, { day, ...startIn(wanted.look) }), read);
    }
    case "settings": {
      const { settingsFrom } = await import("../../model/circular/setting.ts");
      const economy = await economies(read, { day: viewOf(wanted.look, read).day });
      return settingsFrom(wanted.set, economy, read).map(({ id }) => id);
    }
    case "flows":
      return (await import("./flows.ts")).yearFlows(read, wanted.asked);
    case "claims":
      return (await import("./claims.ts")).claimsOnDay(read, wanted.asked);
    case "cast":
      return (await import("./cast.ts")).castOf(read, wanted.asked);
    case "prospect": {
      const { day } = viewOf(wanted.look, read);
      const [{ prospectOf }, economy] = await Promise.all([
        import("./prospect.ts"),
        economies(read, { day, quarters: runOptionsOf({}).quarters, ...startIn(wanted.look) }),
      ]);
      return prospectOf(read, day, economy);
    }
    case "starts":
      return (await import("./starts.ts")).startsOn(read, viewOf(wanted.look, read).day);
    case "watch": {
      const watch = await (running ??= import("./watching.ts").then(({ watcher }) => watcher(economies)));
      const watched = await watch(wanted.watch, {
        book: read,
        door,
        isOvertaken: () => wanted.id !== newestWatch,
      });
      return { ...watched, notes: [...notes, ...watched.notes] };
    }
    case "answer":
      return answered(wanted.question, read, door, notes);
  }
}

async function answered(question: Question, read: Book, door: Door, notes: string[]): Promise<Answered> {
  const answer = await answerTo(question, read, door, economies);
  return {
    ...answer,
    sources: answer.sources.flatMap((id) => {
      const source = read.sources.get(id);
      if (!source) return [];
      const { publisher, title, date, address } = source;
      return [{ id, publisher, title, date, address }];
    }),
    citation: citation(read, answer, viewOf(question, read).day),
    csvText: csvOf(answer),
    notes,
  };
}

function doorFor(id: number, notes: string[]): Door {
  return {
    team,
    now: () => performance.now(),
    progress: () => {
      let last = performance.now();
      return (words) => {
        const now = performance.now();
        if (now - last < 200) return;
        last = now;
        say({ id, words: words() });
      };
    },
    note: (text) => void notes.push(text),
  };
}

/** The economies asked for lately: making one takes a third of a second. */
function madeOnce(): Economies {
  const made = new Map<string, Promise<Economy>>();
  return (of, options) => {
    const { day, start, quarters, shapes = [] } = options;
    const key = JSON.stringify([day, start, quarters, shapes]);
    const economy =
      made.get(key) ??
      import("../../model/circular/build.ts").then(({ economyOf }) => economyOf(of, options));
    made.delete(key);
    made.set(key, economy);
    if (made.size > 4) made.delete(made.keys().next().value!);
    return economy;
  };
}

async function readBook(): Promise<Book> {
  const response = await fetch(new URL(/* @vite-ignore */ "../book.json", import.meta.url));
  if (!response.ok)
    throw new RoundtripError("BOOK_MISSING", `The book did not come: ${response.status}.`, {
      remedy: "Reload the page; book.json has to lie beside index.html.",
    });
  const text = await response.text();
  if (text.startsWith('{"faults"')) {
    const { faults } = JSON.parse(text) as { faults: readonly Fault[] };
    throw new RoundtripError("BOOK_FAULTS", "The book fails its checks.", {
      remedy: "Repair what is listed, then reload the page.",
      faults,
    });
  }
  const read = bookFromText(text);
  if (read) return read;
  throw new RoundtripError("BOOK_VERSION", "The book is of another version of Roundtrip.", {
    remedy: "Reload the page.",
  });
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof RoundtripError) {
    const { code, message, remedy, faults } = error;
    return { code, message, remedy, faults };
  }
  const { message, stack } = error as Error;
  return { code: "BUG", message: `This is a bug of Roundtrip: ${message}`, remedy: stack ?? "", faults: [] };
}
