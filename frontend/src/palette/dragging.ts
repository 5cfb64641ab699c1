import type { View } from "../board/useView";
import { addBox, addNote, dropZone, insertOnFlow } from "../actions";
import { flowAt } from "../board/under";
import { BOX, droppedAt } from "../geometry";
import type { CanvasStore } from "../store";

/** What a drag from the palette carries: a component kind, or "zone" or "note". */
export const DRAG_TYPE = "application/x-sketchcheck-kind";

export function startDrag(event: React.DragEvent, kind: string): void {
  event.dataTransfer.setData(DRAG_TYPE, kind);
  event.dataTransfer.effectAllowed = "copy";
}

export function dropNew(event: React.DragEvent, store: CanvasStore, view: View): void {
  const kind = event.dataTransfer.getData(DRAG_TYPE);
  if (!kind) return;
  event.preventDefault();
  const [x, y] = view.at({ x: event.clientX, y: event.clientY });
  if (kind === "zone") dropZone(store, [x - 40, y - 20]);
  else if (kind === "note") addNote(store, [x - BOX[0] / 2, y - BOX[1] / 2]);
  else if (!dropOnFlow(event, store, kind)) addBox(store, { kind }, droppedAt(store.design, [x - BOX[0] / 2, y - BOX[1] / 2]));
}

/** A box that is dropped on an arrow goes into its middle. */
function dropOnFlow(event: React.DragEvent, store: CanvasStore, kind: string): boolean {
  const id = flowAt(event.target as Element);
  return !!id && insertOnFlow(store, { kind }, id) !== null;
}
