// From the design to what React Flow draws. What has not changed keeps its identity, so that nothing else renders.
import type { Edge, Node } from "@xyflow/react";
import { titleOf } from "../actions";
import { HANDLE, type FlowEdgeType, type Way } from "../edges/FlowEdge";
import { foldedInto, waysOf } from "./ways";
import { areaRect, BOX, NOTE } from "../geometry";
import { countWords } from "../nodes/Badge";
import type { BoxNodeType, Change } from "../nodes/BoxNode";
import type { NoteNodeType } from "../nodes/NoteNode";
import type { ZoneNodeType } from "../nodes/ZoneNode";
import { tokens } from "../tokens";
import type { Component, Design, Finding, Flow, Ghosts, Point, Zone } from "../types";
import { flowLabel, kindLabel } from "../vocabulary";

export type Scene = {
  design: Design;
  selection: string[];
  focus: Finding | null;
  ghosts: Ghosts | null;
  findings: Finding[];
};
type Drawn = BoxNodeType | NoteNodeType | ZoneNodeType;
/** What is looked up for each element while drawing. */
type Lookup = {
  selected: Set<string>;
  lit: Set<string>;
  removed: Set<string>;
  changes: Map<string, Change[]>;
  counts: Map<string, number>;
  neighbours: Map<string, Neighbours>;
  folded: Map<string, string>; // element in a collapsed zone, and the zone that stands for it
};

const HIDDEN_POINTER = { pointerEvents: "none" } as const;
type Neighbours = { in: string[]; out: string[] };

const HANDLES: Node["handles"] = [
  { id: "in", type: "target", position: "left" as never, x: 0, y: 0, width: BOX[0], height: BOX[1] },
  { id: "out", type: "source", position: "right" as never, x: BOX[0] - HANDLE, y: BOX[1] / 2 - HANDLE, width: 2 * HANDLE, height: 2 * HANDLE },
];

export function litBy(focus: Finding | null): Set<string> {
  return new Set(focus ? [focus.anchor, ...focus.where, ...focus.flows] : []);
}

export function drawn(scene: Scene, oldNodes: Node[], oldEdges: Edge[]): { nodes: Node[]; edges: Edge[] } {
  const lookup = lookUp(scene);
  return { nodes: kept(oldNodes, nodesOf(scene, lookup), sameNode), edges: kept(oldEdges, edgesOf(scene, lookup), sameEdge) };
}

function lookUp({ design, selection, focus, ghosts, findings }: Scene): Lookup {
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
  return {
    selected: new Set(selection),
    lit: litBy(focus),
    removed: new Set(ghosts?.removed),
    changes,
    counts,
    neighbours,
    folded: foldedInto(design),
  };
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

const classes = (id: string, { lit, removed, changes }: Lookup): string =>
  [lit.has(id) && "is-lit", removed.has(id) && "is-removed", changes.has(id) && "is-changed"].filter(Boolean).join(" ");

function boxNode(component: Component, at: Point, lookup: Lookup): BoxNodeType {
  const { id } = component;
  const ends = lookup.neighbours.get(id) ?? { in: [], out: [] };
  const found = lookup.counts.get(id) ?? 0;
  const changes = lookup.changes.get(id);
  return {
    ...placed(id, at, BOX),
    type: "box",
    data: { component, ...(changes && { changes }) },
    handles: HANDLES,
    selected: lookup.selected.has(id),
    className: classes(id, lookup),
    ariaLabel: `${kindLabel(component.kind)} ${titleOf(component)}, ${found ? countWords(found) : "no findings"}, ${waysWords("in", ends.in)}, ${waysWords("out", ends.out)}`,
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
  return {
    ...placed(id, design.layout.boxes[id] ?? [0, 0], NOTE),
    type: "note",
    data: { note },
    selected: lookup.selected.has(id),
    className: classes(id, lookup),
    ariaLabel: `Note: ${note.text}`,
  };
}

const COLLAPSED: Point = [tokens.zone.collapsed_width, tokens.zone.collapsed_height];

function zoneNode(zone: Zone, design: Design, lookup: Lookup): ZoneNodeType {
  const area = design.layout.zones[zone.id];
  const members = design.components.filter((c) => c.zone === zone.id).length;
  const size = area.collapsed ? COLLAPSED : ([areaRect(area).width, areaRect(area).height] as Point);
  return {
    ...placed(zone.id, area.at, size),
    type: "zone",
    data: { zone, nested: !!zone.parent, collapsed: !!area.collapsed, members },
    handles: area.collapsed ? HANDLES : undefined,
    selected: lookup.selected.has(zone.id),
    className: classes(zone.id, lookup),
    zIndex: -1,
    style: HIDDEN_POINTER,
    dragHandle: ".sk-zone-title",
    ariaLabel: `Zone ${titleOf(zone)}, ${members} boxes`,
  };
}

const placed = (id: string, [x, y]: Point, [width, height]: Point) => ({ id, position: { x, y }, width, height });

function edgesOf({ design, ghosts }: Scene, lookup: Lookup): Edge[] {
  const ghostly = new Set(ghosts?.flows);
  return waysOf(design, ghosts).map(({ flow, from, to, way }) => flowEdge({ flow, from, to, way, ghost: ghostly.has(flow) }, design, lookup));
}

type Arrow = { flow: Flow; from: string; to: string; way: Way; ghost: boolean };

function flowEdge({ flow, from, to, way, ghost }: Arrow, design: Design, lookup: Lookup): FlowEdgeType {
  const { id } = flow;
  const changes = lookup.changes.get(id);
  const look = ghost ? "is-ghost" : classes(id, lookup);
  return {
    id,
    source: from,
    target: to,
    sourceHandle: "out",
    targetHandle: "in",
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
  if (!known) names.set(design.components, (known = new Map(design.components.map((c) => [c.id, titleOf(c)]))));
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
  return (still || !!a.dragging) && LOOKS.every((key) => (a[key] ?? false) === (b[key] ?? false)) && sameData((a as Drawn).data, (b as Drawn).data);
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
