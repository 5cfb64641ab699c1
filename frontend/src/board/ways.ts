// The way of every arrow that is drawn, worked out anew only when boxes, zones or flows have changed.
import { flowTitle } from "../actions";
import type { Way } from "../edges/FlowEdge";
import { plates } from "../edges/plates";
import { routes, shifts, type Ends } from "../edges/routes";
import { plateWidth } from "../edges/textWidth";
import { areaRect, foldedInto, NOTE, rectOf, type Rect } from "../geometry";
import { shared } from "../share";
import { tokens } from "../tokens";
import type { Design, Flow, Ghosts } from "../types";

export type Drawn = { flow: Flow; from: string; to: string; way: Way };
type Input = { components: unknown; flows: unknown; layout: unknown; zones: unknown; ghosts: unknown };

let last: { input: Input; ways: Drawn[] } | null = null;

export function waysOf(design: Design, ghosts: Ghosts | null): Drawn[] {
  const { components, flows, layout, zones } = design;
  const input: Input = { components, flows, layout, zones, ghosts };
  const known = last && (Object.keys(input) as (keyof Input)[]).every((key) => last!.input[key] === input[key]);
  if (!known) last = { input, ways: shared(last?.ways ?? [], worked(design, ghosts)) };
  return last!.ways;
}

function worked(design: Design, ghosts: Ghosts | null): Drawn[] {
  const folded = foldedInto(design);
  const stand = (id: string): string => folded.get(id) ?? id;
  const there = new Set(design.flows.map((f) => f.id));
  const all = [...design.flows, ...(ghosts?.flows ?? []).filter((f) => !there.has(f.id))];
  const arrows = all.map((flow) => ({ flow, id: flow.id, from: stand(flow.from), to: stand(flow.to) }));
  const open = arrows.filter(({ flow, from, to }) => from !== to || flow.from === flow.to && from === flow.from);
  const rects = boxRects(design, folded, ghosts);
  const ways = routes(open, rects);
  const shift = shifts(open satisfies Ends[]);
  const labels = open.map(({ id, flow }) => ({ id, width: plateWidth(flowTitle(flow)), written: !!flow.label }));
  const placed = plates(labels, ways, taken(design, rects, folded));
  return open.flatMap(({ flow, from, to }): (Drawn & { id: string })[] => {
    const route = ways.get(flow.id);
    if (!route) return [];
    const ends: Way["ends"] = [rects.get(from)!, rects.get(to)!];
    return [{ id: flow.id, flow, from, to, way: { route, label: placed.get(flow.id)!.at, crowded: placed.get(flow.id)!.crowded && !flow.label, shift: shift.get(flow.id) ?? 0, ends } }];
  });
}

function boxRects(design: Design, folded: Map<string, string>, ghosts: Ghosts | null): Map<string, Rect> {
  const rects = new Map<string, Rect>();
  for (const { id } of design.components) if (!folded.has(id)) rects.set(id, rectOf(design.layout.boxes[id] ?? [0, 0]));
  for (const { id } of design.zones) {
    const area = design.layout.zones[id];
    if (area?.collapsed && !folded.has(id)) rects.set(id, areaRect(area));
  }
  for (const { id, at } of ghosts?.components ?? []) if (!rects.has(id)) rects.set(id, rectOf(at));
  return rects;
}

/** What a label may not cover. */
function taken(design: Design, rects: Map<string, Rect>, folded: Map<string, string>): Rect[] {
  const notes = design.notes.map(({ id }) => rectOf(design.layout.boxes[id] ?? [0, 0], NOTE));
  const open = design.zones.filter(({ id }) => design.layout.zones[id] && !design.layout.zones[id].collapsed && !folded.has(id));
  const headers = open.map(({ id }) => ({ ...areaRect(design.layout.zones[id]), height: tokens.zone.header }));
  return [...rects.values(), ...notes, ...headers];
}
