// The edit language in the browser: what Python will most likely answer, shown at once.
// An edit that Python would refuse leaves the design as it is; Python's answer has the last word.
import type { Component, Design, Edit, Flow, Layout, Note, Point, Stated, Zone } from "./types";
import { componentKeeps, flowKeeps } from "./vocabulary";

export const flowId = (from: string, to: string, kind: string): string => `${from}>${to}:${kind}`;

type Of<O extends Edit["op"]> = Extract<Edit, { op: O }>;
type Edits = { [O in Edit["op"]]: (design: Design, edit: Of<O>) => Design };

export function applyEdit(design: Design, edit: Edit): Design {
  const apply = EDITS[edit.op] as ((design: Design, edit: Edit) => Design) | undefined;
  return apply ? apply(design, edit) : design;
}

const EDITS: Edits = {
  add_component: (d, e) =>
    isTaken(d, e.component.id)
      ? d
      : { ...d, components: inserted(d.components, e.component, e.index), layout: boxAt(d.layout, e.component.id, e.at ?? freePlace(d)) },
  add_flow: (d, e) => {
    const stated = e.flow as Flow;
    const flow = { ...stated, id: e.flow.id ?? flowId(stated.from, stated.to, stated.kind) };
    const ends = hasComponent(d, flow.from) && hasComponent(d, flow.to);
    return !ends || d.flows.some((f) => f.id === flow.id) ? d : { ...d, flows: inserted(d.flows, flow, e.index) };
  },
  insert_on_flow: insertOnFlow,
  delete: (d, e) => deleted(d, new Set(e.ids)),
  set: (d, e) => (e.id === "design" ? setDesign(d, e.values) : changed(d, e.id, (element) => ({ ...element, ...e.values }))),
  unset: (d, e) => changed(d, e.id, (element) => without(element, (key) => e.properties.includes(key))),
  set_kind: setKind,
  rename_id: renameId,
  reconnect: (d, e) => {
    const flow = d.flows.find((f) => f.id === e.id);
    const ends = { from: e.from ?? flow?.from ?? "", to: e.to ?? flow?.to ?? "" };
    return flow && hasComponent(d, ends.from) && hasComponent(d, ends.to) ? flowReplaced(d, flow, { ...flow, ...ends }) : d;
  },
  set_brief: (d, e) => ({ ...d, brief: merged(d.brief, e.values) }),
  add_zone: (d, e) => {
    if (isTaken(d, e.zone.id)) return d;
    const area = e.area ?? { at: freePlace(d), size: [320, 200] as Point };
    return {
      ...d,
      zones: inserted(d.zones, e.zone, e.index),
      layout: { ...d.layout, zones: { ...d.layout.zones, [e.zone.id]: area } },
    };
  },
  set_zone: (d, e) => ({ ...d, zones: mapOne(d.zones, e.id, (z) => merged(z, e.values)) }),
  delete_zone: (d, e) => ({
    ...d,
    zones: d.zones.filter((z) => z.id !== e.id).map((z) => (z.parent === e.id ? without(z, (key) => key === "parent") : z)),
    components: d.components.map((c) => (c.zone === e.id ? without(c, (key) => key === "zone") : c)),
    layout: { ...d.layout, zones: without(d.layout.zones, (id) => id === e.id) },
  }),
  assign_zone: (d, e) => {
    const { zone } = e;
    return {
      ...d,
      components: d.components.map((c) => {
        if (!e.ids.includes(c.id)) return c;
        return zone === null ? without(c, (key) => key === "zone") : { ...c, zone };
      }),
    };
  },
  place: (d, e) => ({
    ...d,
    layout: {
      boxes: placed(d.layout.boxes, e.boxes),
      zones: placed(d.layout.zones, e.zones),
      locked: [...new Set([...d.layout.locked, ...(e.lock ?? [])])].filter((id) => !e.unlock?.includes(id)),
    },
  }),
  add_note: (d, e) =>
    isTaken(d, e.note.id)
      ? d
      : { ...d, notes: inserted(d.notes, e.note, e.index), layout: boxAt(d.layout, e.note.id, e.at ?? freePlace(d)) },
  set_note: (d, e) => ({ ...d, notes: mapOne(d.notes, e.id, (n) => merged(n, e.values)) }),
  delete_note: (d, e) => deleted(d, new Set([e.id])),
  add_waiver: (d, e) => ({ ...d, waivers: [...d.waivers.filter((w) => w.finding !== e.waiver.finding), e.waiver] }),
  set_waiver: (d, e) => ({ ...d, waivers: d.waivers.map((w) => (w.finding === e.finding ? { ...w, ...e.values } : w)) }),
  delete_waiver: (d, e) => ({ ...d, waivers: d.waivers.filter((w) => w.finding !== e.finding) }),
  batch: (d, e) => e.edits.reduce(applyEdit, d),
};

/** Old id to new id of everything that an edit gives another id: selections and memories follow it. */
export function renamedBy(design: Design, edit: Edit): Map<string, string> {
  if (edit.op === "batch") return renamedByBatch(design, edit.edits);
  if (edit.op !== "set_kind" && edit.op !== "reconnect" && edit.op !== "rename_id") return new Map();
  const after = applyEdit(design, edit);
  if (after.flows.length !== design.flows.length) return new Map();
  const pairs = design.flows.map((f, i): [string, string] => [f.id, after.flows[i].id]).filter(([a, b]) => a !== b);
  return new Map(edit.op === "rename_id" ? [...pairs, [edit.id, edit.to]] : pairs);
}

function renamedByBatch(design: Design, edits: Edit[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const edit of edits) {
    const step = renamedBy(design, edit);
    for (const [first, now] of all) all.set(first, step.get(now) ?? now);
    for (const [before, after] of step) if (![...all.values()].includes(after)) all.set(before, after);
    design = applyEdit(design, edit);
  }
  return all;
}

function insertOnFlow(d: Design, e: Of<"insert_on_flow">): Design {
  const flow = d.flows.find((f) => f.id === e.flow);
  if (!flow || isTaken(d, e.component.id)) return d;
  const id = e.component.id;
  const at = e.at ?? middle(d.layout.boxes[flow.from], d.layout.boxes[flow.to]);
  const edits: Edit[] = [
    { op: "delete", ids: [flow.id] },
    { op: "add_component", component: e.component, at },
    { op: "add_flow", flow: { from: flow.from, to: id, kind: e.into_kind ?? flow.kind } },
    { op: "add_flow", flow: { from: id, to: flow.to, kind: e.out_kind ?? flow.kind } },
  ];
  return edits.reduce(applyEdit, d);
}

function setKind(d: Design, e: Of<"set_kind">): Design {
  const flow = d.flows.find((f) => f.id === e.id);
  if (flow) return flowReplaced(d, flow, without({ ...flow, kind: e.kind }, (key) => !flowKeeps(e.kind, key)));
  const retype = (c: Component): Component => without({ ...c, kind: e.kind }, (key) => !componentKeeps(e.kind, key));
  return { ...d, components: mapOne(d.components, e.id, retype) };
}

/** A flow without an id of its own is known by its ends and its kind, so its id changes with them. */
function flowReplaced(d: Design, before: Flow, after: Flow): Design {
  const own = before.id !== flowId(before.from, before.to, before.kind);
  const flow = own ? after : { ...after, id: flowId(after.from, after.to, after.kind) };
  if (flow.id !== before.id && d.flows.some((f) => f.id === flow.id)) return d;
  return { ...d, flows: d.flows.map((f) => (f === before ? flow : f)) };
}

function renameId(d: Design, e: Of<"rename_id">): Design {
  if (isTaken(d, e.to)) return d;
  const follow = (id: string): string => (id === e.id ? e.to : id);
  const flow = (f: Flow): Flow => {
    const own = f.id !== flowId(f.from, f.to, f.kind);
    const [from, to] = [follow(f.from), follow(f.to)];
    return from === f.from && to === f.to && f.id !== e.id ? f : { ...f, from, to, id: own ? follow(f.id) : flowId(from, to, f.kind) };
  };
  return {
    ...d,
    zones: d.zones.map((z) => (z.id === e.id || z.parent === e.id ? { ...z, id: follow(z.id), ...(z.parent && { parent: follow(z.parent) }) } : z)),
    components: d.components.map((c) =>
      c.id === e.id || c.zone === e.id ? { ...c, id: follow(c.id), ...(c.zone && { zone: follow(c.zone) }) } : c,
    ),
    flows: d.flows.map(flow),
    notes: d.notes.map((n) => (n.id === e.id || n.about === e.id ? { ...n, id: follow(n.id), ...(n.about && { about: follow(n.about) }) } : n)),
    layout: {
      boxes: keysMapped(d.layout.boxes, follow),
      zones: keysMapped(d.layout.zones, follow),
      locked: d.layout.locked.map(follow),
    },
  };
}

function deleted(d: Design, gone: Set<string>): Design {
  const flows = d.flows.filter((f) => !gone.has(f.id) && !gone.has(f.from) && !gone.has(f.to));
  const left = new Set(flows);
  const lost = new Set([...gone, ...d.flows.filter((f) => !left.has(f)).map((f) => f.id)]);
  return {
    ...d,
    components: d.components.filter((c) => !gone.has(c.id)),
    flows,
    notes: d.notes
      .filter((n) => !gone.has(n.id))
      .map((n) => (n.about && lost.has(n.about) ? without(n, (key) => key === "about") : n)),
    layout: {
      ...d.layout,
      boxes: without(d.layout.boxes, (id) => gone.has(id)),
      locked: d.layout.locked.filter((id) => !gone.has(id)),
    },
  };
}

function setDesign(d: Design, values: Record<string, Stated>): Design {
  return typeof values.name === "string" ? { ...d, name: values.name } : d;
}

function changed(d: Design, id: string, change: <T extends Component | Flow>(element: T) => T): Design {
  if (d.flows.some((f) => f.id === id)) return { ...d, flows: mapOne(d.flows, id, change<Flow>) };
  return { ...d, components: mapOne(d.components, id, change<Component>) };
}

export const isTaken = (d: Design, id: string): boolean =>
  hasComponent(d, id) || d.zones.some((z) => z.id === id) || d.notes.some((n) => n.id === id) || d.flows.some((f) => f.id === id);
const hasComponent = (d: Design, id: string): boolean => d.components.some((c) => c.id === id);

function freePlace(d: Design): Point {
  const places = Object.values(d.layout.boxes);
  return places.length ? [Math.max(...places.map((p) => p[0])) + 240, Math.min(...places.map((p) => p[1]))] : [0, 0];
}

function middle(a: Point | undefined, b: Point | undefined): Point | undefined {
  return a && b && [Math.round((a[0] + b[0]) / 2), Math.round((a[1] + b[1]) / 2)];
}

const boxAt = (layout: Layout, id: string, at: Point): Layout => ({ ...layout, boxes: { ...layout.boxes, [id]: at } });

function inserted<T extends Component | Flow | Zone | Note>(list: T[], element: T, index: number = list.length): T[] {
  return [...list.slice(0, index), element, ...list.slice(index)];
}

function mapOne<T extends { id: string }>(list: T[], id: string, change: (element: T) => T): T[] {
  return list.map((element) => (element.id === id ? change(element) : element));
}

function merged<T extends object>(old: T, values: Record<string, unknown>): T {
  return without({ ...old, ...values }, (_, value) => value === null) as T;
}

/** A place of `null` asks Python for an automatic one: the old place stays until the answer is there. */
function placed<T>(old: Record<string, T>, places: Record<string, T | null> | undefined): Record<string, T> {
  const stated = Object.entries(places ?? {}).filter((entry): entry is [string, T] => entry[1] !== null);
  return stated.length ? { ...old, ...Object.fromEntries(stated) } : old;
}

function without<T extends object>(old: T, isGone: (key: string, value: unknown) => boolean): T {
  return Object.fromEntries(Object.entries(old).filter(([key, value]) => !isGone(key, value))) as T;
}

function keysMapped<T>(old: Record<string, T>, follow: (id: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(old).map(([id, value]) => [follow(id), value]));
}
