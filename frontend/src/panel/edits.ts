import type { CanvasStore } from "../store";
import type { Design, Stated, Zone } from "../types";

/** State a property of a component, a flow or the design, or take the statement away. */
export function setOrUnset(store: CanvasStore, id: string, property: string, value: Stated | undefined): void {
  if (!isThere(store.design, id)) return; // its field was left because the element has just been deleted
  if (value === undefined) store.push({ op: "unset", id, properties: [property] });
  else store.push({ op: "set", id, values: { [property]: value } });
}

const isThere = ({ components, flows }: Design, id: string): boolean =>
  id === "design" || [...components, ...flows].some((one) => one.id === id);

export const zoneLabel = (zone: Zone): string => zone.name ?? zone.id;
