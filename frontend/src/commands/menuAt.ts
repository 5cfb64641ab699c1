import { elementAt } from "../board/under";
import type { Place } from "./command";

const FIELDS = "input, textarea";

/** A right click: on what is not selected it selects that; on the empty canvas nothing is selected any more. */
export function openMenuAt(event: React.MouseEvent, { store, view, scene }: Place): void {
  const part = event.target as Element;
  if (part.closest(FIELDS)) return; // the browser's own: spelling, paste
  event.preventDefault();
  const id = elementAt(part);
  if (id && !store.selection.includes(id)) store.select([id]);
  if (!id) store.select([]);
  const frame = scene.board.current!.getBoundingClientRect();
  scene.open({ show: "menu", at: [event.clientX - frame.left, event.clientY - frame.top], ...(!id && { spot: view.at({ x: event.clientX, y: event.clientY }) }) });
}
