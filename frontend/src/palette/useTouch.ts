import { useSyncExternalStore } from "react";

const TOUCH = "(hover: none) and (pointer: coarse)";

/** A finger is all there is: it moves the view, and of the boxes only those that are selected. */
export const useTouch = (): boolean => useSyncExternalStore(watch, () => matchMedia(TOUCH).matches);

function watch(changed: () => void): () => void {
  const query = matchMedia(TOUCH);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
