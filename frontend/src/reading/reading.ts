// How the drawing is being read: it changes what is shown, never the design.
import { type Filter, NO_FILTER } from "../panel/grouping";
import { FLOW_CLASSES } from "./flowClasses";

export type Reading = {
  /** Which findings the list and the badges show. */
  filter: Filter;
  /** Classes of flow that are not drawn. */
  hidden: string[];
  /** The slide of the presentation; null while nobody presents. */
  slide: number | null;
  endsWithFindings: boolean;
};

export const PLAIN_READING: Reading = { filter: NO_FILTER, hidden: [], slide: null, endsWithFindings: true };

const key = (name: string): string | null => {
  const design = new URLSearchParams(window.location.search).get("design");
  return design ? `sketchcheck:${name}:${design}` : null;
};

/** What was kept under this name, if it is `sound`. */
function recall<T>(store: Storage, name: string, usual: T, sound: (kept: T) => boolean): T {
  try {
    const kept = JSON.parse(store.getItem(key(name) ?? "") ?? "null") as T | null;
    return kept && sound(kept) ? kept : usual;
  } catch {
    return usual; // no storage, or something else wrote there
  }
}

function remember(store: Storage, name: string, value: unknown): void {
  const place = key(name);
  try {
    if (place) store.setItem(place, JSON.stringify(value));
  } catch {
    return; // storage is full or forbidden: it is then not remembered
  }
}

/** The filter is kept while the tab is open, what is hidden for this browser. */
export function savedReading(): Reading {
  const filter = recall(sessionStorage, "filter", NO_FILTER, (f) => Array.isArray(f.severities) && typeof f.topic === "string" && typeof f.words === "string");
  const hidden = recall<string[]>(localStorage, "hidden-flows", [], (ids) => Array.isArray(ids));
  return { ...PLAIN_READING, filter, hidden: hidden.filter((id) => FLOW_CLASSES.some((c) => c.id === id)) };
}

export function saveReading({ filter, hidden }: Reading): void {
  remember(localStorage, "hidden-flows", hidden);
  remember(sessionStorage, "filter", filter);
}
