// Automatic positions are asked for by name: for all boxes, for the selected ones, or for those that are new.
import type { CanvasStore } from "../store";
import { isLocked } from "./locks";

export const SCOPES = ["all", "selected", "new"] as const;
export type Scope = (typeof SCOPES)[number];

/** The boxes and notes that would move. */
export function movable({ design, selection, newBoxes }: CanvasStore, scope: Scope): string[] {
  const ids = { all: Object.keys(design.layout.boxes), selected: selection, new: newBoxes.list() }[scope];
  return ids.filter((id) => id in design.layout.boxes && !isLocked(design, id));
}

export function arrange(store: CanvasStore, scope: Scope): void {
  store.push(scope === "all" ? { op: "arrange" } : { op: "arrange", ids: movable(store, scope) });
  store.announce("Arranging");
}
