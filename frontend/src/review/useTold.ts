import { useEffect } from "react";
import type { CanvasStore } from "../store";

/** Python tells these parts of the payload only while they are looked at. */
export function useTold(store: CanvasStore, op: "ask" | "review"): void {
  const isTold = store.data?.[op] != null;
  useEffect(() => {
    store.push({ op, do: "show", shown: true });
    return () => store.push({ op, do: "show", shown: false });
  }, [store, op]);
  useEffect(() => {
    if (store.data && !isTold && !store.awaits(op)) store.push({ op, do: "show", shown: true }); // the server began anew
  }, [store, op, store.data, isTold]);
}
