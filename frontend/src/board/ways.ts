// The way of every arrow that is drawn, worked out anew only when boxes, zones or flows have changed.
import { flowTitle } from "../actions";
import { bundled, bundleTitle, type Arrow, type Single } from "../edges/bundling";
import type { Way } from "../edges/FlowEdge";
import { plates, type Label } from "../edges/plates";
import { routes, shifts, type Ends } from "../edges/routes";
import { plateWidth } from "../edges/textWidth";
import { areaRect, foldedInto, NOTE, rectOf, type Rect } from "../geometry";
import { shared } from "../share";
import { tokens } from "../tokens";
import type { Design, Flow, Ghosts } from "../types";

export type Drawn = Arrow & { way: Way };
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
  const rects = boxRects(design, folded, ghosts);
  const arrows = [...bundled(shown(design.flows, folded), (id) => id in design.layout.zones), ...ghostly(design, ghosts, folded)];
  const ways = routes(arrows, rects);
  const shift = shifts(arrows satisfies Ends[]);
  const placed = plates(arrows.map(labelOf), ways, taken(design, rects, folded));
  return arrows.flatMap((arrow): Drawn[] => {
    const route = ways.get(arrow.id);
    if (!route) return [];
    const { at, crowded } = placed.get(arrow.id)!;
    const ends: Way["ends"] = [rects.get(arrow.from)!, rects.get(arrow.to)!];
    return [{ ...arrow, way: { route, label: at, crowded: crowded && !isWritten(arrow), shift: shift.get(arrow.id) ?? 0, ends } }];
  });
}

/** Flows between the boxes that are shown; those inside a folded zone are not. */
function shown(flows: Flow[], folded: Map<string, string>): Single[] {
  const stand = (id: string): string => folded.get(id) ?? id;
  const all = flows.map((flow) => ({ flow, from: stand(flow.from), to: stand(flow.to) }));
  return all.filter(({ flow, from, to }) => from !== to || (flow.from === flow.to && from === flow.from));
}

/** What a fix would add is always drawn on its own. */
function ghostly(design: Design, ghosts: Ghosts | null, folded: Map<string, string>): Arrow[] {
  const there = new Set(design.flows.map((f) => f.id));
  const fresh = (ghosts?.flows ?? []).filter((f) => !there.has(f.id));
  return shown(fresh, folded).map(({ flow, from, to }) => ({ id: flow.id, flows: [flow], from, to }));
}

const isWritten = ({ flows }: Arrow): boolean => flows.length > 1 || !!flows[0].label;
const labelOf = (arrow: Arrow): Label => ({ id: arrow.id, width: plateWidth(arrow.flows.length > 1 ? bundleTitle(arrow.flows) : flowTitle(arrow.flows[0])), written: isWritten(arrow) });

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
