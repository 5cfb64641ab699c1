// Zones in zones, one deep.
import { areaRect, around, centreOf, contains, foldedInto, holds, sizeOf, whole, type Rect } from "../geometry";
import { tokens } from "../tokens";
import type { Design, Edit, ZoneArea } from "../types";

/** The zone that one lying here belongs to. Zones that hold zones belong to none. */
export function outerZone(design: Design, area: Rect, self?: string): string | null {
  if (design.zones.some((z) => self && z.parent === self)) return null;
  const folded = foldedInto(design);
  const frame = (id: string): Rect => areaRect(design.layout.zones[id]);
  const open = design.zones.filter(({ id, parent }) => id !== self && !parent && !folded.has(id) && design.layout.zones[id] && !design.layout.zones[id].collapsed);
  const candidates = open.filter(({ id }) => holds(frame(id), centreOf(area)) && sizeOf(frame(id)) > sizeOf(area));
  return candidates.sort((a, b) => sizeOf(frame(a.id)) - sizeOf(frame(b.id)))[0]?.id ?? null;
}

/** The outermost zone that all of these boxes lie in. */
export function zoneOfAll(design: Design, members: string[]): string | null {
  const outer = new Set(
    design.components.filter((c) => members.includes(c.id)).map((c) => design.zones.find((z) => z.id === c.zone)?.parent ?? c.zone ?? null),
  );
  return outer.size === 1 ? [...outer][0] : null;
}

/** The zone grows so that a new one in it has room. */
export function grownAround(design: Design, zone: string, inner: ZoneArea): Edit[] {
  const area = design.layout.zones[zone];
  if (!area) return [];
  const { padding, header } = tokens.zone;
  const [frame, within] = [areaRect(area), around([areaRect(inner)], padding / 2)];
  const wanted = { ...within, y: within.y - header, height: within.height + header };
  if (contains(frame, wanted)) return [];
  const { x, y, width, height } = around([frame, wanted]);
  return [{ op: "place", zones: { [zone]: { ...area, at: whole([x, y]), size: whole([width, height]) } } }];
}

/** Which of these zones have come to lie in another zone, or in none. */
export function nestEdits(after: Design, ids: string[]): Edit[] {
  return after.zones
    .filter((z) => ids.includes(z.id))
    .map((z) => ({ z, outer: outerZone(after, areaRect(after.layout.zones[z.id]), z.id) }))
    .filter(({ z, outer }) => outer !== (z.parent ?? null))
    .map(({ z, outer }): Edit => ({ op: "set_zone", id: z.id, values: { parent: outer } }));
}
