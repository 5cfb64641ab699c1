// Places on the canvas: whole pixels, absolute, top left.
import { tokens } from "./tokens";
import type { Component, Design, Point, ZoneArea } from "./types";

export const BOX: Point = [tokens.box.width, tokens.box.height];
export const NOTE: Point = [tokens.note.width, tokens.note.height];
const GAP = tokens.gap.node;

export type Rect = { x: number; y: number; width: number; height: number };

export const rectOf = ([x, y]: Point, [width, height]: Point = BOX): Rect => ({ x, y, width, height });
export const centreOf = (r: Rect): Point => [r.x + r.width / 2, r.y + r.height / 2];
export const whole = ([x, y]: Point): Point => [Math.round(x), Math.round(y)];
export const areaRect = (area: ZoneArea): Rect => rectOf(area.at, area.size);

export function holds(r: Rect, [x, y]: Point): boolean {
  return x >= r.x && x <= r.x + r.width && y >= r.y && y <= r.y + r.height;
}

export function contains(outer: Rect, inner: Rect): boolean {
  const right = inner.x + inner.width <= outer.x + outer.width;
  return inner.x >= outer.x && inner.y >= outer.y && right && inner.y + inner.height <= outer.y + outer.height;
}

export function around(rects: Rect[], margin = 0): Rect {
  const x = Math.min(...rects.map((r) => r.x)) - margin;
  const y = Math.min(...rects.map((r) => r.y)) - margin;
  const right = Math.max(...rects.map((r) => r.x + r.width)) + margin;
  const bottom = Math.max(...rects.map((r) => r.y + r.height)) + margin;
  return { x, y, width: right - x, height: bottom - y };
}

/** Where every box, note and zone stands. */
export function rects({ layout }: Pick<Design, "layout">): Rect[] {
  const boxes = Object.values(layout.boxes).map((at) => rectOf(at));
  return [...boxes, ...Object.values(layout.zones).map(areaRect)];
}

/** Where something stands; both ends for a flow. */
export function placesOf(design: Design, id: string): Rect[] {
  const box = design.layout.boxes[id];
  if (box) return [rectOf(box, design.notes.some((n) => n.id === id) ? NOTE : BOX)];
  const zone = design.layout.zones[id];
  if (zone) return [areaRect(zone)];
  const flow = design.flows.find((f) => f.id === id);
  return flow ? [...placesOf(design, flow.from), ...placesOf(design, flow.to)] : [];
}

/** The place nearest to `wanted` where a box covers no other: first as it is, then in growing rings. */
export function freePlace(design: Design, wanted: Point, ring: Point[] = AROUND, gap: number = GAP): Point {
  const taken = Object.values(design.layout.boxes);
  const step: Point = [BOX[0] + gap, BOX[1] + gap];
  const covers = (at: Point): boolean => taken.some((other) => Math.abs(other[0] - at[0]) < step[0] - 1 && Math.abs(other[1] - at[1]) < step[1] - 1);
  return nearest(wanted, ring, step, (at) => !covers(at)) ?? whole(wanted);
}

/** The same, and on no zone's frame or title, where there is such a place. */
export function clearPlace(design: Design, wanted: Point): Point {
  const crosses = crossing(design);
  const steps: Point = [BOX[0] / 2, BOX[1] / 2];
  return nearest(wanted, AROUND, steps, (at) => !crosses(rectOf(at)) && freePlace(design, at).join() === whole(at).join()) ?? freePlace(design, wanted);
}

/** Whether something lies across the frame or the title of a zone. */
function crossing(design: Design): (r: Rect) => boolean {
  const frames = Object.values(design.layout.zones).map(areaRect);
  const inside = (frame: Rect): Rect => ({ ...frame, y: frame.y + tokens.zone.header, height: frame.height - tokens.zone.header });
  return (r) => frames.some((frame) => touch(frame, r) && !contains(inside(frame), r));
}

/** How far something must be moved to cover nothing: `wanted` where that is enough, else the nearest that is. */
export function freeShift(design: Design, { layout }: Pick<Design, "layout">, wanted: Point = [0, 0]): Point {
  const [taken, crosses] = [rects(design), crossing(design)];
  const boxes = Object.values(layout.boxes).map((at) => rectOf(at));
  const zones = Object.values(layout.zones).map(areaRect);
  const room = (r: Rect): Rect => ({ x: r.x - GAP / 2, y: r.y - GAP / 2, width: r.width + GAP, height: r.height + GAP });
  const standing = Object.values(design.layout.boxes).map((at) => rectOf(at));
  const fits = (by: Point): boolean => {
    const moved = (r: Rect): Rect => ({ ...r, x: r.x + by[0], y: r.y + by[1] });
    if (zones.some((r) => taken.some((other) => touch(other, moved(r))))) return false;
    return !boxes.map(moved).some((r) => standing.some((other) => touch(other, room(r))) || crosses(r));
  };
  return nearest(wanted, AROUND, [BOX[0] / 2, BOX[1] / 2], fits) ?? wanted;
}

/** In growing rings around `wanted`. */
function nearest(wanted: Point, ring: Point[], step: Point, fits: (at: Point) => boolean): Point | null {
  for (let far = 0; far < 60; far++) {
    for (const [dx, dy] of far ? ring : [[0, 0]]) {
      const at: Point = [wanted[0] + dx * far * step[0], wanted[1] + dy * far * step[1]];
      if (fits(at)) return whole(at);
    }
  }
  return null;
}

/** Where a box was let go, or beside what it would cover there. */
export const droppedAt = (design: Design, wanted: Point): Point => freePlace(design, wanted, AROUND, 1);

/** The place nearest to `wanted` where an empty zone covers nothing. */
export function freeArea(design: Design, wanted: Point, size: Point): Point {
  const taken = rects(design);
  return nearest(wanted, AROUND, [BOX[1], BOX[1]], (at) => !taken.some((r) => touch(r, rectOf(at, size)))) ?? whole(wanted);
}

const touch = (a: Rect, b: Rect): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const AROUND: Point[] = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
const UP_AND_DOWN: Point[] = [[0, 1], [0, -1]];

/** Beside a box: to its right, or to its left for one that feeds it. */
export function placeBeside(design: Design, id: string, side: 1 | -1 = 1): Point {
  const [x, y] = design.layout.boxes[id] ?? [0, 0];
  return freePlace(design, [x + side * (BOX[0] + tokens.gap.rank), y], UP_AND_DOWN);
}

/** The innermost zone under a point. */
export function zoneAt(design: Design, point: Point): string | null {
  const hits = design.zones.filter(({ id }) => design.layout.zones[id] && holds(areaRect(design.layout.zones[id]), point));
  const size = (id: string): number => design.layout.zones[id].size[0] * design.layout.zones[id].size[1];
  return hits.sort((a, b) => size(a.id) - size(b.id))[0]?.id ?? null;
}

/** What moves along with a zone: the zones in it, the members of both, and notes that lie on it. */
export function companions(design: Design, zone: string): string[] {
  const zones = [zone, ...design.zones.filter((z) => z.parent === zone).map((z) => z.id)];
  const members = design.components.filter((c: Component) => c.zone && zones.includes(c.zone)).map((c) => c.id);
  const area = design.layout.zones[zone];
  const notes = design.notes.filter((n) => area && holds(areaRect(area), centreOf(rectOf(design.layout.boxes[n.id] ?? [NaN, NaN], NOTE))));
  return [...zones.slice(1), ...members, ...notes.map((n) => n.id)];
}
