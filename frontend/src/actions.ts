// What a person can do to the drawing, each as one op. Nothing here knows React.
import { applyEdit, flowId, renamedBy } from "./apply";
import { grownAround, nestEdits, outerZone, zoneOfAll } from "./arranging/nesting";
import { areaRect, BOX, centreOf, companions, droppedAt, foldedInto, freeArea, freePlace, holds, placeBeside, rectOf, whole, zoneAt } from "./geometry";
import { freshId, numbered } from "./ids";
import type { CanvasStore } from "./store";
import { tokens } from "./tokens";
import type { Component, Design, Edit, Flow, Point, ZoneArea } from "./types";
import { flowLabel, isLegalFlow, kindLabel, likelyFlow, technologyOf } from "./vocabulary";

/** `name` where it is not simply called after its technology or kind. */
export type NewBox = { kind: string; technology?: string; name?: string };
type FlowEdit = Extract<Edit, { op: "add_flow" }>;

const NEW_ZONE: Point = [360, 220];

export const titleOf = (element: { id: string; name?: string }): string => element.name || element.id;

export function nameOf(design: Design, id: string): string {
  const named = design.components.find((c) => c.id === id) ?? design.zones.find((z) => z.id === id);
  if (named) return titleOf(named);
  const flow = design.flows.find((f) => f.id === id);
  if (flow) return `${nameOf(design, flow.from)} to ${nameOf(design, flow.to)}`;
  return design.notes.some((n) => n.id === id) ? "note" : id;
}

/** A box with its id and name, not yet in the design. */
export function newComponent(design: Design, { kind, technology, name }: NewBox): Component {
  const made = technology ? technologyOf(technology)?.name ?? technology : kindLabel(kind);
  const id = freshId(design, name ?? technology ?? kind);
  return { id, kind, name: name ?? numbered(made, id), ...(technology && { technology }) };
}

export function addBox(store: CanvasStore, box: NewBox, at: Point): string {
  const component = newComponent(store.design, box);
  store.push(inZone(store.design, { op: "add_component", component, at: whole(at) }));
  store.select([component.id]);
  store.announce(`Added ${kindLabel(box.kind)} ${titleOf(component)}`);
  return component.id;
}

/** A box and its flow from the one it grew out of; `side` "in" for a box that feeds it. */
export function addConnected(store: CanvasStore, box: NewBox, from: string, at?: Point, side: "in" | "out" = "out"): string {
  const { design } = store;
  const origin = design.components.find((c) => c.id === from);
  if (!origin) return addBox(store, box, at ?? [0, 0]);
  const component = newComponent(design, box);
  const way = side === "in" ? wayBetween(box.kind, origin.kind) : wayBetween(origin.kind, box.kind);
  const feeds = (side === "in") !== way.reversed; // the new box is where the flow begins
  const place = whole(at ?? placeBeside(design, from, side === "in" ? -1 : 1));
  const ends = feeds ? { from: component.id, to: from } : { from, to: component.id };
  store.push({
    op: "batch",
    title: `Add ${titleOf(component)}`,
    edits: [inZone(design, { op: "add_component", component, at: place }), { op: "add_flow", flow: { ...ends, kind: way.kind } }],
  });
  store.select([component.id]);
  const direction = feeds ? "to" : "from";
  store.announce(`Added ${kindLabel(box.kind)} ${titleOf(component)}, connected ${direction} ${titleOf(origin)} by ${flowLabel(way.kind)}`);
  return component.id;
}

/** A box into the middle of a flow: what flowed on to it flows through it. */
export function insertOnFlow(store: CanvasStore, box: NewBox, id: string): string | null {
  const { design } = store;
  const flow = design.flows.find((f) => f.id === id);
  const [from, to] = [flow?.from, flow?.to].map((end) => design.components.find((c) => c.id === end));
  if (!flow || !from || !to || from === to) return null;
  const component = newComponent(design, box);
  const at = freePlace(design, middleOf(design, flow));
  const [into_kind, out_kind] = [kindThrough(flow, from.kind, box.kind), kindThrough(flow, box.kind, to.kind)];
  store.push({ op: "insert_on_flow", flow: id, component, at, into_kind, out_kind });
  store.select([component.id]);
  store.announce(`Added ${titleOf(component)} between ${titleOf(from)} and ${titleOf(to)}`);
  return component.id;
}

function middleOf({ layout }: Design, { from, to }: Flow): Point {
  const [a, b] = [from, to].map((id) => layout.boxes[id] ?? [0, 0]);
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Where it was let go, or near the middle of the flow where it would cover a box there. */
function clearOf(design: Design, id: string, wanted: Point, flow: Flow): Point {
  const { [id]: _, ...boxes } = design.layout.boxes;
  const others = { ...design, layout: { ...design.layout, boxes } };
  return droppedAt(others, wanted).join() === whole(wanted).join() ? wanted : freePlace(others, middleOf(design, flow));
}

/** The flow keeps its kind where that is legal. */
const kindThrough = (flow: Flow, from: string, to: string): string => (isLegalFlow(flow.kind, from, to) ? flow.kind : (likelyFlow(from, to) ?? "unspecified"));

/** The likely flow between two kinds; against the drawing direction where only that is legal. */
export function wayBetween(from: string, to: string): { kind: string; reversed: boolean } {
  const there = likelyFlow(from, to);
  const back = likelyFlow(to, from);
  if (there || !back) return { kind: there ?? "unspecified", reversed: false };
  return { kind: back, reversed: true };
}

/** Connect two boxes; gives the id of the new flow. */
export function connect(store: CanvasStore, from: string, to: string, kind?: string): string | null {
  const edit = flowBetween(store.design, from, to, kind);
  if (!edit) return null;
  store.push(edit);
  store.announce(`Connected ${nameOf(store.design, from)} to ${nameOf(store.design, to)} by ${flowLabel(edit.flow.kind as string)}`);
  return edit.flow.id ?? flowId(from, to, edit.flow.kind as string);
}

function flowBetween(design: Design, from: string, to: string, kind?: string): FlowEdit | null {
  const [a, b] = [from, to].map((id) => design.components.find((c) => c.id === id));
  if (!a || !b || a === b) return null;
  const chosen = kind ?? likelyFlow(a.kind, b.kind) ?? "unspecified";
  const id = flowId(from, to, chosen);
  const flow: FlowEdit["flow"] = { from, to, kind: chosen };
  if (!design.flows.some((f) => f.id === id)) return { op: "add_flow", flow };
  for (let n = 2; ; n++) {
    const stated = `${id}-${n}`;
    if (!design.flows.some((f) => f.id === stated)) return { op: "add_flow", flow: { ...flow, id: stated } };
  }
}

/** Move one end of a flow to another box; its kind stays. */
export function reconnect(store: CanvasStore, id: string, end: "from" | "to", box: string): void {
  const flow = store.design.flows.find((f) => f.id === id);
  if (!flow || flow[end] === box) return;
  const ends = { from: flow.from, to: flow.to, [end]: box };
  if (ends.from === ends.to) return store.hint("A box is not connected to itself");
  const follows = flow.id === flowId(flow.from, flow.to, flow.kind);
  const next = follows ? flowId(ends.from, ends.to, flow.kind) : id;
  if (next !== id && store.design.flows.some((f) => f.id === next)) return store.hint("There is such a flow already");
  store.push({ op: "reconnect", id, [end]: box });
  store.announce(`Now from ${nameOf(store.design, ends.from)} to ${nameOf(store.design, ends.to)}`);
}

/** One step back or forth in the design's history. */
export function travel(store: CanvasStore, op: "undo" | "redo"): void {
  store.push({ op });
  store.announce(op === "undo" ? "Undone" : "Redone");
}

export function addNote(store: CanvasStore, near: Point): string {
  const { design } = store;
  const id = freshId(design, "note");
  const about = design.components.find((c) => store.selection.length === 1 && c.id === store.selection[0]);
  const at = about ? freePlace(design, [near[0], near[1]]) : freePlace(design, near);
  store.push({ op: "add_note", note: { id, text: "Note", ...(about && { about: about.id }) }, at });
  store.select([id]);
  store.announce("Added a note");
  store.requestRename(id);
  return id;
}

/** A zone around the selected boxes, or an empty one as near to `middle` as there is room. */
export function addZone(store: CanvasStore, middle: Point): string {
  const { design, selection } = store;
  const members = selection.filter((id) => design.components.some((c) => c.id === id) && design.layout.boxes[id]);
  const corner: Point = [middle[0] - NEW_ZONE[0] / 2, middle[1] - NEW_ZONE[1] / 2];
  return newZone(store, members.length ? areaAround(design, members) : { at: freeArea(design, corner, NEW_ZONE), size: NEW_ZONE }, members);
}

/** A zone that was let go here; it takes in the boxes without a zone that it covers. */
export function dropZone(store: CanvasStore, at: Point): string {
  const { design } = store;
  const area: ZoneArea = { at: whole(at), size: NEW_ZONE };
  const inside = (c: Component): boolean => !c.zone && holds(areaRect(area), centreOf(rectOf(design.layout.boxes[c.id] ?? [NaN, NaN])));
  return newZone(store, area, design.components.filter(inside).map((c) => c.id));
}

function newZone(store: CanvasStore, area: ZoneArea, members: string[]): string {
  const { design } = store;
  const id = freshId(design, "zone");
  const parent = members.length ? zoneOfAll(design, members) : outerZone(design, areaRect(area));
  const edits: Edit[] = [{ op: "add_zone", zone: { id, name: numbered("Zone", id), ...(parent && { parent }) }, area }];
  if (parent) edits.push(...grownAround(design, parent, area));
  if (members.length) edits.push({ op: "assign_zone", ids: members, zone: id });
  store.push(edits.length > 1 ? { op: "batch", title: "Add a zone", edits } : edits[0]);
  store.select([id]);
  store.announce(members.length ? `Added a zone around ${members.length} ${members.length === 1 ? "box" : "boxes"}` : "Added a zone");
  store.requestRename(id);
  return id;
}

/** A new frame for a zone: what it takes in belongs to it, what it leaves out does not. */
export function resizeZone(store: CanvasStore, id: string, area: ZoneArea): void {
  const { design } = store;
  const place: Edit = { op: "place", zones: { [id]: area } };
  const after = applyEdit(design, place);
  const crossed = design.components.filter(({ id: box }) => {
    const middle = centreOf(rectOf(design.layout.boxes[box] ?? [NaN, NaN]));
    return zoneAt(design, middle) !== zoneAt(after, middle);
  });
  const edits = [place, ...zoneEdits(after, crossed.map((c) => c.id))];
  store.push(edits.length > 1 ? { op: "batch", title: `Resize ${nameOf(design, id)}`, edits } : place);
  announceZones(store, edits);
}

function areaAround(design: Design, members: string[]): ZoneArea {
  const { padding, header } = tokens.zone;
  const places = members.map((id) => design.layout.boxes[id]);
  const [x, y] = [Math.min(...places.map((p) => p[0])), Math.min(...places.map((p) => p[1]))];
  const [right, bottom] = [Math.max(...places.map((p) => p[0] + BOX[0])), Math.max(...places.map((p) => p[1] + BOX[1]))];
  return { at: whole([x - padding, y - header - padding / 2]), size: whole([right - x + 2 * padding, bottom - y + header + padding * 1.5]) };
}

export function rename(store: CanvasStore, id: string, words: string): void {
  const { design } = store;
  const text = words.trim();
  const edit = renameEdit(design, id, text);
  if (!edit) return;
  store.push(edit);
  store.announce(text ? `Renamed to ${text}` : "Name taken away");
}

function renameEdit(design: Design, id: string, text: string): Edit | null {
  const note = design.notes.find((n) => n.id === id);
  if (note) return text && text !== note.text ? { op: "set_note", id, values: { text } } : null;
  const zone = design.zones.find((z) => z.id === id);
  if (zone) return text === titleOf(zone) ? null : { op: "set_zone", id, values: { name: text || null } };
  const component = design.components.find((c) => c.id === id);
  if (component) {
    if (text === titleOf(component)) return null;
    return text ? { op: "set", id, values: { name: text } } : { op: "unset", id, properties: ["name"] };
  }
  const flow = design.flows.find((f) => f.id === id);
  if (!flow || text === (flow.label ?? "")) return null;
  return text ? { op: "set", id, values: { label: text } } : { op: "unset", id, properties: ["label"] };
}

/** Delete all of these; zones lose their frame only, their members stay. */
export function remove(store: CanvasStore, ids: string[]): void {
  const { design } = store;
  if (!ids.length) return;
  const zones = ids.filter((id) => design.zones.some((z) => z.id === id));
  const rest = ids.filter((id) => !zones.includes(id));
  const edits: Edit[] = zones.map((id) => ({ op: "delete_zone", id }));
  if (rest.length) edits.push({ op: "delete", ids: rest });
  const what = ids.length === 1 ? nameOf(design, ids[0]) : `${ids.length} elements`;
  store.push(edits.length > 1 ? { op: "batch", title: `Delete ${what}`, edits } : edits[0]);
  store.announce(`Deleted ${what}`);
}

type Places = Record<string, Point>;

/** After a drag: new places, and the zone of each box that was dropped in another one. */
export function drop(store: CanvasStore, places: Places): void {
  const edits = dropEdits(store.design, places);
  if (!edits.length) return;
  store.push(edits.length > 1 ? { op: "batch", title: "Move", edits } : edits[0]);
  announceZones(store, edits);
}

/** A box without arrows that was dropped on one: what flowed on flows through it. */
export function dropOnFlow(store: CanvasStore, id: string, onto: string, at: Point): void {
  const { design } = store;
  const [flow, box] = [design.flows.find((f) => f.id === onto)!, design.components.find((c) => c.id === id)!];
  const kindAt = (end: string): string => design.components.find((c) => c.id === end)?.kind ?? "other";
  const [into, out] = [kindThrough(flow, kindAt(flow.from), box.kind), kindThrough(flow, box.kind, kindAt(flow.to))];
  const led: Edit = { op: "reconnect", id: flow.id, to: id };
  const name = renamedBy(design, led).get(flow.id) ?? flow.id;
  const edits: Edit[] = [...dropEdits(design, { [id]: clearOf(design, id, at, flow) }), led, ...(into === flow.kind ? [] : [{ op: "set_kind" as const, id: name, kind: into }]), { op: "add_flow", flow: { from: id, to: flow.to, kind: out } }];
  store.push({ op: "batch", title: `Insert ${titleOf(box)}`, edits });
  store.select([id]);
  store.announce(`${titleOf(box)} is now between ${nameOf(design, flow.from)} and ${nameOf(design, flow.to)}`);
}

function announceZones(store: CanvasStore, edits: Edit[]): void {
  for (const { ids, zone } of edits.flatMap(zoneChange)) {
    const who = ids.map((id) => nameOf(store.design, id)).join(", ");
    store.announce(zone ? `${who}: in zone ${nameOf(store.design, zone)}` : `${who}: out of the zone`);
  }
}

function zoneChange(edit: Edit): { ids: string[]; zone: string | null }[] {
  if (edit.op === "assign_zone") return [edit];
  return edit.op === "set_zone" ? [{ ids: [edit.id], zone: (edit.values.parent ?? null) as string | null }] : [];
}

export function dropEdits(design: Design, places: Places): Edit[] {
  const moved = Object.entries(places).map(([id, at]): [string, Point] => [id, whole(at)]);
  const isZone = (id: string): boolean => id in design.layout.zones;
  const zones = moved.filter(([id]) => isZone(id)).map(([id, at]): [string, ZoneArea] => [id, { ...design.layout.zones[id], at }]);
  const boxes = moved.filter(([id]) => !isZone(id) && differs(design.layout.boxes[id], places[id]));
  if (!boxes.length && !zones.some(([id, area]) => differs(design.layout.zones[id].at, area.at))) return [];
  const place: Edit = {
    op: "place",
    ...(boxes.length && { boxes: Object.fromEntries(boxes) }),
    ...(zones.length && { zones: Object.fromEntries(zones) }),
  };
  const carried = new Set(zones.flatMap(([id]) => companions(design, id)));
  const own = (all: [string, unknown][]): string[] => all.map(([id]) => id).filter((id) => !carried.has(id));
  const after = applyEdit(design, place);
  return [place, ...nestEdits(after, own(zones)), ...zoneEdits(after, own(boxes))];
}

function zoneEdits(after: Design, ids: string[]): Edit[] {
  const groups = new Map<string | null, string[]>();
  const folded = foldedInto(after);
  for (const c of after.components.filter((c) => ids.includes(c.id))) {
    const zone = zoneAt(after, centreOf(rectOf(after.layout.boxes[c.id])));
    const hidden = folded.has(c.id) || (c.zone && !after.layout.zones[c.zone]);
    if (zone !== (c.zone ?? null) && !hidden) groups.set(zone, [...(groups.get(zone) ?? []), c.id]);
  }
  return [...groups].map(([zone, members]): Edit => ({ op: "assign_zone", ids: members, zone }));
}

const differs = (a: Point | undefined, b: Point): boolean => !a || Math.round(a[0]) !== Math.round(b[0]) || Math.round(a[1]) !== Math.round(b[1]);

/** A box that is put down on a zone belongs to it. */
export function inZone(design: Design, edit: Extract<Edit, { op: "add_component" }>): Edit {
  const zone = edit.at && zoneAt(design, centreOf(rectOf(edit.at)));
  return zone ? { ...edit, component: { ...edit.component, zone } } : edit;
}

/** Light up the next (or previous) finding that counts, going round. */
export function stepFinding(store: CanvasStore, step: 1 | -1): void {
  const list = (store.data?.findings ?? []).filter((f) => f.status === "open" && !store.isQuiet(f));
  if (!list.length) return store.hint("No open findings");
  const now = list.findIndex((f) => f.id === store.focus?.id);
  const next = list[now < 0 ? (step > 0 ? 0 : list.length - 1) : (now + step + list.length) % list.length];
  showFinding(store, next.id);
  store.announce(`${next.severity}: ${next.message}`);
}

export function showFinding(store: CanvasStore, id: string): void {
  const finding = store.data?.findings.find((f) => f.id === id);
  if (!finding) return;
  const { design } = store;
  const onCanvas = [...design.components, ...design.flows, ...design.zones].some((element) => element.id === finding.anchor);
  store.select(onCanvas ? [finding.anchor] : []);
  store.setFocus(finding);
  store.setPanelTab("findings");
}

/** The ghosts as one edit; boxes land where they were shown. */
export function applyGhosts(store: CanvasStore): void {
  const ghosts = store.data?.ghosts;
  if (!ghosts) return;
  const places = new Map(ghosts.components.map((c) => [c.id, c.at]));
  const placed = (edit: Edit): Edit => {
    if (edit.op === "batch") return { ...edit, edits: edit.edits.map(placed) };
    if (edit.op !== "add_component" && edit.op !== "insert_on_flow") return edit;
    return edit.at ? edit : { ...edit, at: places.get(edit.component.id) };
  };
  store.push({ op: "batch", title: ghosts.title, edits: ghosts.edits.map(placed) });
  store.hideGhosts();
  store.setFocus(null);
  store.announce(`Applied: ${ghosts.title}`);
}

export function dismissGhosts(store: CanvasStore): void {
  store.push({ op: "dismiss" });
  store.hideGhosts();
  store.announce("Not applied");
}

export const flowTitle = (flow: Flow): string => flow.label || flowLabel(flow.kind);
