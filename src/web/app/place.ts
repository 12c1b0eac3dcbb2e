// Where the reader is: the view and all that was chosen in it, written in the address after #, so that a link restores it.

import { useCallback, useSyncExternalStore } from "react";

/** `#/map?year=2026&level=segment`, or the same without the slash: a view and its choices; `set` and `scenario` may stand several times. */
export interface Place {
  readonly view: string;
  readonly params: URLSearchParams;
}

/** A choice put in the place of another; null takes it back. */
export type Changes = Readonly<Record<string, string | readonly string[] | null>>;

/** Choices that hold in every view: they go along from one to the next. */
const everywhere = ["asOf", "from", "count", "level", "set", "theme"];

export function placeOf(hash: string): Place {
  const [view = "", query = ""] = hash.replace(/^#\/?/u, "").split(/\?(.*)/su);
  return { view: view === "" ? "start" : view, params: new URLSearchParams(query) };
}

/** The slash tells a place in the app from a part of the page, for those who hear where a link leads. */
function hashOf({ view, params }: Place): string {
  const query = params.toString();
  return `#/${view}${query === "" ? "" : `?${query}`}`;
}

function changed({ view, params }: Place, changes: Changes): Place {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of value === null ? [] : [value].flat()) next.append(name, one);
  }
  return { view, params: next };
}

/** The address of another view, with what holds everywhere and some choices of its own. */
function linkTo(from: Place, view: string, changes: Changes = {}): string {
  const params = new URLSearchParams();
  for (const name of everywhere) for (const value of from.params.getAll(name)) params.append(name, value);
  return hashOf(changed({ view, params }, changes));
}

export interface Placed {
  readonly place: Place;
  /** The address of this view with other choices. */
  readonly here: (changes: Changes) => string;
  /** The address of another view. */
  readonly to: (view: string, changes?: Changes) => string;
  /** Chooses: a new entry of the history, or none where a slider moves. */
  readonly choose: (changes: Changes, how?: "push" | "replace") => void;
}

export function usePlace(): Placed {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const place = placeOf(hash);
  const choose = useCallback((changes: Changes, how: "push" | "replace" = "push") => {
    const next = hashOf(changed(placeOf(location.hash), changes));
    if (next === location.hash) return;
    history[how === "push" ? "pushState" : "replaceState"](null, "", next);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }, []);
  return {
    place,
    here: (changes) => hashOf(changed(place, changes)),
    to: (view, changes) => linkTo(place, view, changes),
    choose,
  };
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  addEventListener("popstate", listener);
  return () => {
    removeEventListener("hashchange", listener);
    removeEventListener("popstate", listener);
  };
}
