// The frame of the page: its menu, what holds in every view, the view itself, and the panel with a record.

import {
  type ComponentType,
  Component,
  type ReactNode,
  Suspense,
  lazy,
  useEffect,
  useMemo,
  useState,
} from "react";
import { Button } from "react-aria-components";
import { didYouMean } from "../../error/nearest.ts";
import { Loading, Notices, TroubleShown } from "../part/states.tsx";
import { RecordPanel } from "../part/record-panel.tsx";
import { stageWanted } from "./answers.ts";
import { StageProvider, troubleOf, useAsk, useEngine, useStage } from "./engine-context.tsx";
import { usePlace } from "./place.ts";
import { Search } from "./search.tsx";
import { ThemeControl, useTheme } from "./theme.tsx";
import { type View, views } from "./views.ts";

const pages = new Map<string, ComponentType>(views.map((view) => [view.id, lazy(view.load)]));

export function Shell() {
  const stage = useAsk(stageWanted);
  useTheme();
  return (
    <>
      <a className="skip" href="#main" onClick={skip}>
        To the content
      </a>
      <Top
        hasSearch={stage.is === "got"}
        wrap={(child) => stage.is === "got" && <StageProvider stage={stage.got}>{child}</StageProvider>}
      />
      <main id="main" className="page" tabIndex={-1}>
        {stage.is === "loading" && <Loading words={stage.words ?? "Opening the book …"} />}
        {stage.is === "trouble" && (
          <>
            <h1>The book cannot be shown</h1>
            <TroubleShown trouble={stage.trouble} again={() => location.reload()} />
          </>
        )}
        {stage.is === "got" && (
          <StageProvider stage={stage.got}>
            <EngineNotes />
            <Changed />
            <Current />
            <RecordPanel />
          </StageProvider>
        )}
      </main>
      {stage.is === "got" && (
        <footer className="foot quiet">
          {stage.got.title} {stage.got.version}, {stage.got.hash.slice(0, 12)}, as known on {stage.got.day}.{" "}
          {stage.got.attribution}, {stage.got.licence}. Computed in your browser; nothing is sent anywhere.
        </footer>
      )}
    </>
  );
}

function skip(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Top({ hasSearch, wrap }: { hasSearch: boolean; wrap: (child: ReactNode) => ReactNode }) {
  const { place, to } = usePlace();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [place.view]);
  return (
    <header className="top">
      <a className="brand" href={to("start")}>
        <img src={icon} alt="" width="28" height="28" /> Roundtrip
      </a>
      <Button
        className="button menu"
        aria-expanded={isOpen}
        aria-controls="views"
        onPress={() => setOpen(!isOpen)}
      >
        Menu
      </Button>
      <div className="top-tools">
        {hasSearch && wrap(<Search />)}
        <ThemeControl />
      </div>
      <nav id="views" className="nav-box" aria-label="Views" data-open={isOpen}>
        <ul className="nav">
          {views
            .filter(({ isInner }) => !isInner)
            .map(({ id, title }) => (
              <li key={id}>
                <a href={to(id)} aria-current={place.view === id ? "page" : undefined}>
                  {title}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </header>
  );
}

const icon = new URL("../icon.svg", import.meta.url).href;

function Current() {
  const { place, to } = usePlace();
  const Page = pages.get(place.view);
  const title = views.find(({ id }) => id === place.view)?.title;
  useEffect(() => {
    document.title =
      title === undefined || title === "Start"
        ? "Roundtrip: the circular economy of AI"
        : `${title} · Roundtrip`;
  }, [title]);
  if (!Page) {
    const remedy = didYouMean(
      place.view,
      views.map(({ id }) => id),
    );
    return (
      <>
        <h1>There is no such view</h1>
        <Notices wrong={[`The link asks for the view "${place.view.slice(0, 40)}". ${remedy}`]} />
        <p>
          <a href={to("start")}>Begin at the start</a>
        </p>
      </>
    );
  }
  return (
    <Caught key={place.view}>
      <Suspense fallback={<Loading words="Opening …" />}>
        <Page />
      </Suspense>
    </Caught>
  );
}

/** A view that breaks takes no other with it. */
class Caught extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }
  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <TroubleShown trouble={troubleOf(this.state.error)} again={() => this.setState({ error: undefined })} />
    );
  }
}

/** Said once: a slow engine, and a worker that died. */
function EngineNotes() {
  const engine = useEngine();
  const stage = useStage();
  const [died, setDied] = useState(false);
  useEffect(() => engine.onRestart(() => setDied(true)), [engine]);
  const wrong = [
    ...(stage.engine === "interpret"
      ? [
          "This browser has no WebAssembly with vectors: futures are computed by the interpreter, a hundred times slower, with the same digits.",
        ]
      : []),
    ...(died ? ["The worker that computes ended and was started again. Ask again what was lost."] : []),
  ];
  return <Notices wrong={wrong} />;
}

/** Assumptions that the reader changed, in every view. */
function Changed() {
  const { place, choose } = usePlace();
  const set = useMemo(() => place.params.getAll("set"), [place.params]);
  if (set.length === 0) return null;
  return (
    <p className="row" aria-label="Changed assumptions">
      {set.map((text) => (
        <span className="chip" key={text}>
          changed: {text}
          <Button
            className="button small"
            aria-label={`Take back ${text}`}
            onPress={() => choose({ set: set.filter((other) => other !== text) })}
          >
            ×
          </Button>
        </span>
      ))}
      <Button className="button small" onPress={() => choose({ set: null })}>
        Take back all
      </Button>
    </p>
  );
}

export type { View };
