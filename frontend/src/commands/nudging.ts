// Moving what is selected by arrow keys: nudges add up and are sent as one move once the keys rest.
import { drop } from "../actions";
import { companions } from "../geometry";
import type { CanvasStore } from "../store";
import type { Point } from "../types";

export const NUDGE = 8;
export const LONG_NUDGE = 32;
export const NUDGE_ENDS = 400; // ms without another nudge: then they are sent as one move

export const ARROWS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowDown: [0, 1] };

const resting = new WeakMap<CanvasStore, { timer: ReturnType<typeof setTimeout>; by: Point; end: () => void }>();

export function nudge(store: CanvasStore, arrow: string, step: number): void {
  const [dx, dy] = ARROWS[arrow];
  const before = resting.get(store);
  if (before) clearTimeout(before.timer);
  else store.beginGesture();
  const by: Point = [(before?.by[0] ?? 0) + dx * step, (before?.by[1] ?? 0) + dy * step];
  const end = (): void => {
    resting.delete(store);
    const places = nudged(store, by);
    store.setNudge(null);
    drop(store, places);
    store.endGesture();
  };
  store.setNudge({ ids: Object.keys(nudged(store, by)), by });
  resting.set(store, { by, end, timer: setTimeout(end, NUDGE_ENDS) });
}

/** Send what was nudged before anything else is done. */
export function settleNudge(store: CanvasStore): void {
  const open = resting.get(store);
  if (!open) return;
  clearTimeout(open.timer);
  open.end();
}

function nudged({ design, selection }: CanvasStore, [dx, dy]: Point): Record<string, Point> {
  const ids = new Set(selection.flatMap((id) => (id in design.layout.zones ? [id, ...companions(design, id)] : [id])));
  const all: [string, Point | undefined][] = [...ids].map((id) => [id, design.layout.boxes[id] ?? design.layout.zones[id]?.at]);
  return Object.fromEntries(all.flatMap(([id, at]): [string, Point][] => (at ? [[id, [at[0] + dx, at[1] + dy]]] : [])));
}
