// A part of a design: what is copied, cut and pasted.
import { titleOf } from "../actions";
import { companions } from "../geometry";
import type { Design } from "../types";

export type Fragment = Pick<Design, "zones" | "components" | "flows" | "notes" | "layout">;

/** The boxes, notes and zones among `ids`, with what lies in the zones and the flows between the boxes; null where there is none. */
export function cutOut(design: Design, ids: string[]): Fragment | null {
  const all = new Set(ids.flatMap((id) => (id in design.layout.zones ? [id, ...companions(design, id)] : [id])));
  const among = <T extends { id: string }>(list: T[]): T[] => list.filter(({ id }) => all.has(id));
  const [zones, components] = [among(design.zones), among(design.components)];
  const flows = design.flows.filter((f) => all.has(f.from) && all.has(f.to));
  const there = new Set([...zones, ...components, ...flows].map(({ id }) => id));
  const notes = among(design.notes).map((n) => reaching(n, "about", there));
  if (!zones.length && !components.length && !notes.length) return null;
  return {
    zones: zones.map((z) => reaching(z, "parent", there)),
    components: components.map((c) => reaching(c, "zone", there)),
    flows,
    notes,
    layout: { boxes: among(places(design.layout.boxes)).reduce(placed, {}), zones: among(places(design.layout.zones)).reduce(placed, {}), locked: [] },
  };
}

/** Ids of the boxes, zones and notes. */
export const idsOf = ({ components, zones, notes }: Fragment): string[] => [...components, ...zones, ...notes].map(({ id }) => id);

/** "Kafka", "3 boxes, 1 note". */
export function inWords({ components, zones, notes }: Fragment): string {
  if (components.length === 1 && !zones.length && !notes.length) return titleOf(components[0]);
  const counts = [counted(components.length, "box", "boxes"), counted(zones.length, "zone", "zones"), counted(notes.length, "note", "notes")];
  return counts.filter(Boolean).join(", ");
}

const counted = (n: number, one: string, more: string): string => (n ? `${n} ${n === 1 ? one : more}` : "");
const places = <T>(by: Record<string, T>): { id: string; at: T }[] => Object.entries(by).map(([id, at]) => ({ id, at }));
const placed = <T>(all: Record<string, T>, { id, at }: { id: string; at: T }): Record<string, T> => ({ ...all, [id]: at });

/** Without a word of what is left behind. */
function reaching<T extends object>(element: T, key: keyof T, there: Set<string>): T {
  const { [key]: to, ...rest } = element;
  return to === undefined || there.has(to as string) ? element : (rest as T);
}
