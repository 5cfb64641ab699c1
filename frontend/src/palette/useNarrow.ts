import { useSyncExternalStore } from "react";

/** Pixels of window from which on there is room for words beside the drawing. */
export const ROOMY = 1400;
export const CRAMPED = 1100;
/** Below this the panels are sheets over or under the drawing. */
export const SHEETS = 900;

export function useNarrow(below: number): boolean {
  return useSyncExternalStore(watch, () => window.innerWidth < below);
}

function watch(changed: () => void): () => void {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}
