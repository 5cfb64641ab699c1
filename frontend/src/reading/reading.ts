// How the drawing is being read: it changes what is shown, never the design.
import { type Filter, NO_FILTER } from "../panel/grouping";

export type Reading = {
  /** Which findings the list and the badges show. */
  filter: Filter;
};

export const PLAIN_READING: Reading = { filter: NO_FILTER };

const key = (name: string): string | null => {
  const design = new URLSearchParams(window.location.search).get("design");
  return design ? `sketchcheck:${name}:${design}` : null;
};

function recall<T>(store: Storage, name: string, usual: T): T {
  try {
    return { ...usual, ...(JSON.parse(store.getItem(key(name) ?? "") ?? "null") as T | null) };
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

/** The filter is kept while the tab is open. */
export function savedReading(): Reading {
  return { ...PLAIN_READING, filter: recall(sessionStorage, "filter", NO_FILTER) };
}

export function saveReading({ filter }: Reading): void {
  remember(sessionStorage, "filter", filter);
}
