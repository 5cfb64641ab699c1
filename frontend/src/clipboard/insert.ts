// Putting a fragment into a design: ids that are free, a place that is free, one step of the history.
import { inZone } from "../actions";
import { flowId, isTaken } from "../apply";
import { around, centreOf, freeShift, rects, whole } from "../geometry";
import { freshId } from "../ids";
import type { CanvasStore } from "../store";
import type { Design, Edit, Flow, Point } from "../types";
import { idsOf, inWords, type Fragment } from "./fragment";

/** With its middle at a place of the canvas, or beside where it was; what came is selected. */
export function insert(store: CanvasStore, fragment: Fragment, middle: Point | null, verb: "Paste" | "Duplicate"): void {
  const ids = freeIds(store.design, fragment);
  store.push({ op: "batch", title: `${verb} ${inWords(fragment)}`, edits: insertEdits(store.design, fragment, ids, shiftTo(store.design, fragment, middle)) });
  store.select(idsOf(fragment).map((id) => ids.get(id)!));
  store.announce(`${verb}d ${inWords(fragment)}`);
}

function shiftTo(design: Design, fragment: Fragment, middle: Point | null): Point {
  const all = rects(fragment);
  if (!middle || !all.length) return freeShift(design, fragment);
  const [x, y] = centreOf(around(all));
  return freeShift(design, fragment, whole([middle[0] - x, middle[1] - y]));
}

/** The old id where nothing has it, else one that is made from it. */
function freeIds(design: Design, fragment: Fragment): Map<string, string> {
  const ids = new Map<string, string>();
  const given = new Set<string>();
  const taken = (id: string): boolean => isTaken(design, id) || given.has(id);
  for (const id of idsOf(fragment)) {
    const free = taken(id) ? freshId(design, id.replace(/-\d+$/, ""), taken) : id;
    ids.set(id, free);
    given.add(free);
  }
  for (const flow of fragment.flows) ids.set(flow.id, freeFlowId(design, flow, ids, given));
  return ids;
}

/** A second flow of a kind between the same two boxes is told apart by a number. */
function freeFlowId(design: Design, { from, to, kind }: Flow, ids: Map<string, string>, given: Set<string>): string {
  const derived = flowId(ids.get(from)!, ids.get(to)!, kind);
  let id = derived;
  for (let n = 2; given.has(id) || design.flows.some((f) => f.id === id); n++) id = `${derived}-${n}`;
  given.add(id);
  return id;
}

function insertEdits(design: Design, { zones, components, flows, notes, layout }: Fragment, ids: Map<string, string>, by: Point): Edit[] {
  const now = <T extends string | undefined>(id: T): T => (id && ids.get(id)) as T;
  const moved = (at: Point): Point => whole([at[0] + by[0], at[1] + by[1]]);
  const outerFirst = [...zones].sort((a, b) => Number(!!a.parent) - Number(!!b.parent));
  return [
    ...outerFirst.map((z): Edit => {
      const area = layout.zones[z.id];
      return { op: "add_zone", zone: { ...z, id: now(z.id), ...(z.parent && { parent: now(z.parent) }) }, ...(area && { area: { ...area, at: moved(area.at) } }) };
    }),
    ...components.map((c): Edit => {
      const at = layout.boxes[c.id] && moved(layout.boxes[c.id]);
      if (c.zone) return { op: "add_component", component: { ...c, id: now(c.id), zone: now(c.zone) }, at };
      return inZone(design, { op: "add_component", component: { ...c, id: now(c.id) }, at });
    }),
    ...flows.map((f): Edit => {
      const { id, ...flow } = { ...f, from: now(f.from), to: now(f.to) };
      const own = now(id) !== flowId(flow.from, flow.to, flow.kind as string);
      return { op: "add_flow", flow: { ...flow, kind: f.kind, ...(own && { id: now(id) }) } };
    }),
    ...notes.map((n): Edit => {
      const at = layout.boxes[n.id] && moved(layout.boxes[n.id]);
      return { op: "add_note", note: { ...n, id: now(n.id), ...(n.about && { about: now(n.about) }) }, at };
    }),
  ];
}
