// From one finding to the next, in the order of the list.
import { isFiltering, matches, grouped, sorted } from "../panel/grouping";
import type { CanvasStore } from "../store";
import type { Finding } from "../types";

/** The findings that count and that the filter lets through, as the list shows them. */
export function walkOrder(store: CanvasStore): Finding[] {
  const { open } = sorted(store.data?.findings ?? [], (one) => store.isQuiet(one));
  const shown = open.filter((one) => matches(one, store.reading.filter));
  return grouped(shown).flatMap((group) => group.categories.flatMap((one) => one.findings));
}

/** The one after `now`, or before it, going round. */
export function nextOf(list: Finding[], now: Finding | null, step: 1 | -1): Finding | undefined {
  const at = list.findIndex((f) => f.id === now?.id);
  return at < 0 ? list.at(step > 0 ? 0 : -1) : list[(at + step + list.length) % list.length];
}

export const whyNone = (store: CanvasStore): string => (isFiltering(store.reading.filter) ? "No finding matches the filter" : "No open findings");
