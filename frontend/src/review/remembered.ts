import { useEffect } from "react";
import type { CanvasStore } from "../store";
import type { LineData } from "../types";

const KEY = "sketchcheck:model";

/** What this browser remembers: which server was chosen, in place of which one. A key is never told to the browser. */
export type Remembered = { address: string; model: string; insteadOf: string };

export function recalled(): Remembered | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Remembered> | null;
    const { address, model, insteadOf } = kept ?? {};
    return typeof address === "string" && typeof model === "string" && typeof insteadOf === "string" ? { address, model, insteadOf } : null;
  } catch {
    return null; // no storage here, or something else in it
  }
}

function remember(chosen: Remembered): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    return; // storage is full or forbidden: the choice is then not remembered
  }
}

/** After a reload the server that was chosen before is chosen again, unless another is named for all since then. */
export function useRemembered(store: CanvasStore, { chosen, named }: LineData): void {
  const { address, model } = chosen ?? {};
  useEffect(() => {
    if (address !== undefined && model !== undefined) return remember({ address, model, insteadOf: named });
    const before = recalled();
    if (before?.insteadOf === named) store.push({ op: "line", do: "recall", address: before.address, model: before.model });
  }, [store, address, model, named]);
}
