// From the design to what React Flow draws. What has not changed keeps its identity, so that nothing else renders.
import type { Edge, Node } from "@xyflow/react";
import { titleOf } from "../actions";
import type { BundleEdgeType } from "../edges/BundleEdge";
import { bundleTitle } from "../edges/bundling";
import { HANDLE, type FlowEdgeType, type Way } from "../edges/FlowEdge";
import { waysOf, type Drawn } from "./ways";
import { areaRect, BOX, foldedInto, NOTE } from "../geometry";
import { leftAlone, leftOut } from "../reading/flowClasses";
import { pathOf } from "../reading/path";
import { countWords } from "../nodes/Badge";
import type { BoxNodeType, Change } from "../nodes/BoxNode";
import type { NoteNodeType } from "../nodes/NoteNode";
import type { ZoneNodeType } from "../nodes/ZoneNode";
import type { Component, Design, Finding, Flow, Ghosts, Point, Zone } from "../types";
import { flowLabel, kindLabel } from "../vocabulary";

export type Scene = {
  design: Design;
  selection: string[];
  focus: Finding | null;
  ghosts: Ghosts | null;
  findings: Finding[];
  hidden: string[]; // classes of flow that are not drawn
  spot: Set<string> | null; // what a presentation lights up
};
type DrawnNode = BoxNodeType | NoteNodeType | ZoneNodeType;
/** What is looked up for each element while drawing. */
type Lookup = {
  selected: Set<string>;
  lit: Set<string>;
  removed: Set<string>;
  changes: Map<string, Change[]>;
  counts: Map<string, number>;
  neighbours: Map<string, Neighbours>;
  locked: Set<string>;
  out: Set<string>; // flows that are not drawn
  alone: Set<string>; // boxes whose flows are all left out
  folded: Map<string, string>; // element in a collapsed zone, and the zone that stands for it
};

const HIDDEN_POINTER = { pointerEvents: "none" } as const;
type Neighbours = { in: string[]; out: string[] };

const HANDLES: Node["handles"] = [
  { id: "in", type: "target", position: "left" as never, x: 0, y: 0, width: BOX[0], height: BOX[1] },
  { id: "out", type: "source", position: "right" as never, x: BOX[0] - HANDLE, y: BOX[1] / 2 - HANDLE, width: 2 * HANDLE, height: 2 * HANDLE },
];

export function drawn(scene: Scene, oldNodes: Node[], oldEdges: Edge[]): { nodes: Node[]; edges: Edge[] } {
  const lookup = lookUp(scene);
  return { nodes: kept(oldNodes, nodesOf(scene, lookup), sameNode), edges: kept(oldEdges, edgesOf(scene, lookup), sameEdge) };
}

function lookUp({ design, selection, focus, ghosts, findings, hidden, spot }: Scene): Lookup {
  const folded = foldedInto(design);
  const path = pathOf(focus, design);
  const lit = litWith(spot ?? path, folded);
  const counts = new Map<string, number>();
  for (const f of findings) if (f.status === "open") counts.set(f.anchor, (counts.get(f.anchor) ?? 0) + 1);
  const titles = new Map(design.components.map((c) => [c.id, titleOf(c)]));
  const neighbours = new Map<string, Neighbours>();
  const of = (id: string): Neighbours => neighbours.get(id) ?? neighbours.set(id, { in: [], out: [] }).get(id)!;
  for (const f of design.flows) {
    of(f.from).out.push(titles.get(f.to) ?? f.to);
    of(f.to).in.push(titles.get(f.from) ?? f.from);
  }
  const changes = new Map<string, Change[]>();
  for (const { id, ...change } of ghosts?.changed ?? []) changes.set(id, [...(changes.get(id) ?? []), change]);
  const out = leftOut(design, hidden, new Set([...selection, ...path, ...changes.keys(), ...(ghosts?.removed ?? [])]));
  return {
    selected: new Set(selection),
    lit,
    removed: new Set(ghosts?.removed),
    changes,
    counts,
    neighbours,
    locked: new Set(design.layout.locked),
    folded,
    out,
    alone: leftAlone(design.flows, out),
  };
}

/** A folded zone lights up for what is in it. */
function litWith(path: Set<string>, folded: Map<string, string>): Set<string> {
  return new Set([...path, ...[...path].flatMap((id) => folded.get(id) ?? [])]);
}

function nodesOf(scene: Scene, lookup: Lookup): Node[] {
  const { design, ghosts } = scene;
  const nested = (z: Zone): boolean => !!z.parent;
  const zones = [...design.zones].sort((a, b) => Number(nested(a)) - Number(nested(b))); // frames in frames come later
  const there = new Set(design.components.map((c) => c.id));
  return [
    ...zones.filter((z) => design.layout.zones[z.id] && !lookup.folded.has(z.id)).map((z) => zoneNode(z, design, lookup)),
    ...design.notes.map((n) => noteNode(n.id, design, lookup)),
    ...design.components.filter((c) => !lookup.folded.has(c.id)).map((c) => boxNode(c, design.layout.boxes[c.id] ?? [0, 0], lookup)),
    ...(ghosts?.components ?? []).filter((c) => !there.has(c.id)).map(ghostNode),
  ];
}

const classes = (id: string, { lit, removed, changes, alone }: Lookup): string =>
  [lit.has(id) && "is-lit", alone.has(id) && "is-alone", removed.has(id) && "is-removed", changes.has(id) && "is-changed"].filter(Boolean).join(" ");

/** What a lock adds to a node. */
const hold = (id: string, { locked }: Lookup) => (locked.has(id) ? { data: { locked: true }, draggable: false, said: ", locked" } : { data: {}, said: "" });

function boxNode(component: Component, at: Point, lookup: Lookup): BoxNodeType {
  const { id } = component;
  const ends = lookup.neighbours.get(id) ?? { in: [], out: [] };
  const found = lookup.counts.get(id) ?? 0;
  const changes = lookup.changes.get(id);
  const { said, data, ...held } = hold(id, lookup);
  return {
    ...placed(id, at, BOX),
    ...held,
    type: "box",
    data: { component, ...data, ...(changes && { changes }) },
    handles: HANDLES,
    selected: lookup.selected.has(id),
    className: classes(id, lookup),
    ariaLabel: `${kindLabel(component.kind)} ${titleOf(component)}, ${found ? countWords(found) : "no findings"}, ${waysWords("in", ends.in)}, ${waysWords("out", ends.out)}${said}`,
  };
}

const TOLD = 4;

/** How many flows, and from or to whom: the first few by name. */
function waysWords(way: "in" | "out", names: string[]): string {
  if (!names.length) return `0 ${way}`;
  const more = names.length > TOLD ? ` and ${names.length - TOLD} more` : "";
  return `${names.length} ${way} ${way === "in" ? "from" : "to"} ${names.slice(0, TOLD).join(" and ")}${more}`;
}

function ghostNode({ at, ...component }: Component & { at: Point }): BoxNodeType {
  return {
    ...placed(component.id, at, BOX),
    type: "box",
    data: { component: component as Component, ghost: true },
    handles: HANDLES,
    className: "is-ghost",
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    ariaLabel: `Proposed: ${kindLabel(component.kind as string)} ${titleOf(component as Component)}`,
  };
}

function noteNode(id: string, design: Design, lookup: Lookup): NoteNodeType {
  const note = design.notes.find((n) => n.id === id)!;
  const { said, data, ...held } = hold(id, lookup);
  return {
    ...placed(id, design.layout.boxes[id] ?? [0, 0], NOTE),
    ...held,
    type: "note",
    data: { note, ...data },
    selected: lookup.selected.has(id),
    className: classes(id, lookup),
    ariaLabel: `Note: ${note.text}${said}`,
  };
}

function zoneNode(zone: Zone, design: Design, lookup: Lookup): ZoneNodeType {
  const area = design.layout.zones[zone.id];
  const members = design.components.filter((c) => c.zone === zone.id).length;
  const { width, height } = areaRect(area);
  const { said, data, ...held } = hold(zone.id, lookup);
  return {
    ...placed(zone.id, area.at, [width, height]),
    ...held,
    type: "zone",
    data: { zone, nested: !!zone.parent, collapsed: !!area.collapsed, members, ...data },
    handles: area.collapsed ? HANDLES : undefined,
    selected: lookup.selected.has(zone.id),
    className: classes(zone.id, lookup),
    zIndex: -1,
    style: HIDDEN_POINTER,
    dragHandle: ".sk-zone-title",
    ariaLabel: `Zone ${titleOf(zone)}, ${members} boxes${said}`,
  };
}

const placed = (id: string, [x, y]: Point, [width, height]: Point) => ({ id, position: { x, y }, width, height });

function edgesOf({ design, ghosts }: Scene, lookup: Lookup): Edge[] {
  const ghostly = new Set(ghosts?.flows);
  return waysOf(design, ghosts).flatMap((arrow): Edge[] => {
    const flows = lookup.out.size ? arrow.flows.filter((f) => !lookup.out.has(f.id)) : arrow.flows; // the ways stay as they are
    if (flows.length < 2) return flows.map((flow) => flowEdge({ ...arrow, flow, ghost: ghostly.has(flow) }, design, lookup));
    const apart = flows.filter((f) => lookup.selected.has(f.id) || classes(f.id, lookup));
    return [bundleEdge({ ...arrow, flows }, apart.length > 0, design), ...apart.map((flow, i) => flowEdge({ ...arrow, flow, way: lower(arrow.way, i), ghost: false }, design, lookup))];
  });
}

const LINE = 24;
/** The same way, with its words so many lines lower. */
const lower = (way: Way, lines: number): Way => (lines ? { ...way, label: [way.label[0], way.label[1] + lines * LINE] } : way);

type Flowing = { flow: Flow; from: string; to: string; way: Way; ghost: boolean };
const ENDS = { sourceHandle: "out", targetHandle: "in" } as const;

/** Those of its flows that are selected or spoken of are drawn over it. */
function bundleEdge({ id, flows, from, to, way }: Drawn, open: boolean, design: Design): BundleEdgeType {
  const ends = `from ${nameIn(design, from)} to ${nameIn(design, to)}`;
  return { id, source: from, target: to, ...ENDS, type: "bundle", data: { flows, way, ends, open }, zIndex: 0, selectable: false, className: "", ariaLabel: `${bundleTitle(flows)} ${ends}` };
}

function flowEdge({ flow, from, to, way, ghost }: Flowing, design: Design, lookup: Lookup): FlowEdgeType {
  const { id } = flow;
  const changes = lookup.changes.get(id);
  const look = ghost ? "is-ghost" : classes(id, lookup);
  return {
    id,
    source: from,
    target: to,
    ...ENDS,
    type: "flow",
    data: { flow, way, look, ...(ghost && { ghost }), ...(changes && { changes }) },
    selected: lookup.selected.has(id),
    zIndex: lookup.selected.has(id) ? 1 : 0, // so that its ends can be taken hold of beside a box
    selectable: !ghost,
    className: look,
    ariaLabel: `${flowLabel(flow.kind)} from ${nameIn(design, flow.from)} to ${nameIn(design, flow.to)}`,
  };
}

const names = new WeakMap<Component[], Map<string, string>>();

function nameIn(design: Design, id: string): string {
  let known = names.get(design.components);
  if (!known) names.set(design.components, (known = new Map([...design.components, ...design.zones].map((one) => [one.id, titleOf(one)]))));
  return known.get(id) ?? id;
}

function kept<T extends { id: string }>(old: T[], next: T[], same: (a: T, b: T) => boolean): T[] {
  const byId = new Map(old.map((element) => [element.id, element]));
  const list = next.map((element) => {
    const before = byId.get(element.id);
    if (!before) return element;
    return same(before, element) ? before : { ...element, ...rememberedBy(before) };
  });
  return list.length === old.length && list.every((element, i) => element === old[i]) ? old : list;
}

/** React Flow's own notes on a node survive a change of the design. */
const rememberedBy = (before: object): object => ("measured" in before ? { measured: before.measured } : {});

const LOOKS = ["selected", "className", "ariaLabel", "width", "height", "zIndex"] as const;

function sameNode(a: Node, b: Node): boolean {
  const still = a.position.x === b.position.x && a.position.y === b.position.y;
  return (still || !!a.dragging) && LOOKS.every((key) => (a[key] ?? false) === (b[key] ?? false)) && sameData((a as DrawnNode).data, (b as DrawnNode).data);
}

function sameEdge(a: Edge, b: Edge): boolean {
  const looks = a.source === b.source && a.target === b.target && (a.selected ?? false) === (b.selected ?? false);
  return looks && a.className === b.className && a.ariaLabel === b.ariaLabel && sameData(a.data ?? {}, b.data ?? {});
}

/** One level deep: the parts are the design's own objects, which keep their identity. */
function sameData(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key] || (key === "changes" && JSON.stringify(a[key]) === JSON.stringify(b[key])));
}
