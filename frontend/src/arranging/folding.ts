import { titleOf } from "../actions";
import type { CanvasStore } from "../store";

/** A zone as one box, or open again. */
export function foldZone(store: CanvasStore, id: string): void {
  const zone = store.design.zones.find((z) => z.id === id);
  const area = store.design.layout.zones[id];
  if (!zone || !area) return;
  store.push({ op: "place", zones: { [id]: { ...area, collapsed: !area.collapsed } } });
  store.announce(`${titleOf(zone)} ${area.collapsed ? "opened" : "folded"}`);
}
