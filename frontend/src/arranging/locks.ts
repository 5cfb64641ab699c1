// Locked boxes, notes and zones stay where they are: no drag, nudge, alignment or automatic layout moves them.
import { nameOf } from "../actions";
import { contentsOf } from "../geometry";
import type { CanvasStore } from "../store";
import type { Design } from "../types";

const isPlaced = ({ layout }: Design, id: string): boolean => id in layout.boxes || id in layout.zones;

/** What a lock is about: the selection, with a zone all that lies in it; everything where nothing is selected. */
function meant({ design, selection }: CanvasStore): string[] {
  if (!selection.length) return [...Object.keys(design.layout.boxes), ...Object.keys(design.layout.zones)];
  const chosen = selection.filter((id) => isPlaced(design, id));
  return [...new Set(chosen.flatMap((id) => [id, ...(id in design.layout.zones ? contentsOf(design, id) : [])]))];
}

export const isLocked = ({ layout }: Design, id: string): boolean => layout.locked.includes(id);
export const canLock = (store: CanvasStore): boolean => meant(store).length > 0;
/** Whether it is all locked already, so that it is unlocked next. */
export const allLocked = (store: CanvasStore): boolean => canLock(store) && meant(store).every((id) => isLocked(store.design, id));

export function toggleLock(store: CanvasStore): void {
  const ids = meant(store);
  const unlock = allLocked(store);
  const changed = ids.filter((id) => isLocked(store.design, id) === unlock);
  store.push({ op: "place", [unlock ? "unlock" : "lock"]: changed });
  const what = store.selection.length === 0 ? "everything" : store.selection.length === 1 ? nameOf(store.design, store.selection[0]) : `${ids.length} elements`;
  store.announce(`${unlock ? "Unlocked" : "Locked"} ${what}`);
}
