// The keyboard. Plain keys never leave the canvas: Streamlit's own hot keys would rerun the app or clear its caches.
import { addNote, addZone, applyGhosts, arrange, dismissGhosts, drop, duplicate, nameOf, remove, stepFinding, travel } from "./actions";
import type { View } from "./board/useView";
import type { CanvasScene } from "./context";
import { BOX, companions, freePlace, placesOf } from "./geometry";
import type { CanvasStore } from "./store";
import { oneBox } from "./toolbar/Toolbar";
import type { Point } from "./types";
import { flowLabel } from "./vocabulary";

export const NUDGE = 8;
export const LONG_NUDGE = 32;
export const NUDGE_ENDS = 400; // ms without another nudge: then they are sent as one move

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const ARROWS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const isPlain = (event: Key): boolean => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

export function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);
}

/** Does what the key says; false when it says nothing here. */
export function pressed(event: Key, store: CanvasStore, view: View, scene: CanvasScene): boolean {
  const act = event.ctrlKey || event.metaKey ? withCommand(event, store) : plain(event, store, view, scene);
  act?.();
  return !!act;
}

function withCommand(event: Key, store: CanvasStore): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (event.altKey) return undefined;
  if (key === "z") return () => travel(store, event.shiftKey ? "redo" : "undo");
  if (key === "y") return () => travel(store, "redo");
  if (key === "a") return () => store.select(everything(store));
  if (key === "d") return () => duplicate(store);
  return undefined;
}

function plain(event: Key, store: CanvasStore, view: View, { open, sheet, root }: CanvasScene): (() => void) | undefined {
  const { selection, design, data } = store;
  const one = oneBox(selection, design.layout.boxes);
  if (event.key in ARROWS && selection.length) return () => nudge(store, ARROWS[event.key], event.shiftKey ? LONG_NUDGE : NUDGE);
  switch (event.key) {
    case "/":
      return () => open({ show: "add", from: isComponent(store, one) ? one : undefined });
    case "c":
      return () => (isComponent(store, one) ? open({ show: "connect", from: one! }) : store.hint("Select one box first"));
    case "?":
      return () => open({ show: "help" });
    case "F2":
      return () => retitle(store, view);
    case "k":
      return () => retype(store, view, open);
    case "Enter":
      return data?.ghosts ? () => applyGhosts(store) : undefined;
    case "Escape":
      return () => escape(store, sheet ? () => open(null) : undefined);
    case "Delete":
    case "Backspace":
      return selection.length ? () => removeAndStay(store, root.current) : undefined;
    case "f":
      return () => view.fit();
    case "l":
      return () => arrange(store);
    case "z":
      return () => view.reveal(placesOf(store.design, addZone(store, view.centre())));
    case "t":
      return () => void addNote(store, freePlace(design, [view.centre()[0] - BOX[0] / 2, view.centre()[1] - BOX[1] / 2]));
    case "n":
    case "p":
      return () => stepFinding(store, event.key === "n" ? 1 : -1);
    case "o":
      return () => nextFlow(store, view);
    case "y":
      return () => showText(store, root.current);
    case "+":
    case "=":
      return () => view.zoomBy(1.25);
    case "-":
      return () => view.zoomBy(1 / 1.25);
    case "F6":
      return () => nextPart(root.current, event.shiftKey ? -1 : 1);
    default:
      return undefined;
  }
}

function escape(store: CanvasStore, close?: () => void): void {
  if (close) close();
  else if (store.data?.ghosts) dismissGhosts(store);
  else {
    store.setFocus(null);
    store.select([]);
  }
}

const isComponent = (store: CanvasStore, id: string | undefined): boolean => store.design.components.some((c) => c.id === id);

function everything({ design }: CanvasStore): string[] {
  return [design.components, design.notes, design.zones, design.flows].flatMap((list) => list.map((element) => element.id));
}

function retitle(store: CanvasStore, view: View): void {
  if (store.selection.length !== 1) return store.hint("Select one thing first");
  view.reveal(placesOf(store.design, store.selection[0]));
  store.requestRename(store.selection[0]);
}

function retype(store: CanvasStore, view: View, open: CanvasScene["open"]): void {
  const flow = store.design.flows.find((f) => f.id === store.selection[0]);
  if (!flow) return store.hint("Select an arrow first: o goes round those of a box");
  const [a, b] = [flow.from, flow.to].map((end) => store.design.layout.boxes[end] ?? [0, 0]);
  open({ show: "kind", flow: flow.id, at: view.onBoard([(a[0] + b[0] + BOX[0]) / 2, (a[1] + b[1] + BOX[1]) / 2]) });
}

/** The focus goes with what is deleted, so it is brought back to the canvas. */
function removeAndStay(store: CanvasStore, root: HTMLElement | null): void {
  remove(store, store.selection);
  root?.focus({ preventScroll: true });
}

/** The design as YAML, with the cursor in it. */
function showText(store: CanvasStore, root: HTMLElement | null): void {
  const open = root?.querySelector<HTMLElement>(".cm-content");
  store.draft.wantsCursor = !open; // where it is not there yet, it takes the cursor when it comes
  store.setPanelTab("text");
  open?.focus();
}

/** Round the flows of the selected box, those that leave it first. */
function nextFlow(store: CanvasStore, view: View): void {
  const { design, selection } = store;
  const flow = design.flows.find((f) => f.id === selection[0]);
  const box = flow?.from ?? selection[0];
  const all = [...design.flows.filter((f) => f.from === box), ...design.flows.filter((f) => f.to === box && f.from !== box)];
  if (!all.length) return store.hint(box ? "No arrows here" : "Select a box first");
  const next = all[flow ? (all.indexOf(flow) + 1) % all.length : 0];
  store.select([next.id]);
  view.reveal(placesOf(design, next.id));
  store.announce(`${flowLabel(next.kind)} from ${nameOf(design, next.from)} to ${nameOf(design, next.to)}`);
}

const PARTS = [".sk-toolbar button", ".sk-palette input, .sk-palette button", ".react-flow__node[tabindex]", ".sk-side button, .sk-side input, .sk-side [tabindex]"];

function nextPart(root: HTMLElement | null, step: 1 | -1): void {
  const parts = PARTS.map((selector) => root?.querySelector<HTMLElement>(selector)).filter((part) => !!part);
  const here = (root?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement;
  const within = [".sk-toolbar", ".sk-palette", ".sk-board", ".sk-side"].findIndex((selector) => here?.closest(selector));
  parts[(within + step + parts.length) % parts.length]?.focus();
}

/** Nudges add up and are sent as one move once the keys rest. */
const resting = new WeakMap<CanvasStore, { timer: ReturnType<typeof setTimeout>; by: Point; end: () => void }>();

function nudge(store: CanvasStore, [dx, dy]: Point, step: number): void {
  const before = resting.get(store);
  if (before) clearTimeout(before.timer);
  else store.beginGesture();
  const by: Point = [(before?.by[0] ?? 0) + dx * step, (before?.by[1] ?? 0) + dy * step];
  const end = (): void => {
    resting.delete(store);
    const places = nudged(store, by);
    store.setNudge(null);
    drop(store, places);
    store.endGesture();
  };
  store.setNudge({ ids: Object.keys(nudged(store, by)), by });
  resting.set(store, { by, end, timer: setTimeout(end, NUDGE_ENDS) });
}

/** Send what was nudged before anything else is done. */
export function settleNudge(store: CanvasStore): void {
  const open = resting.get(store);
  if (!open) return;
  clearTimeout(open.timer);
  open.end();
}

function nudged({ design, selection }: CanvasStore, [dx, dy]: Point): Record<string, Point> {
  const ids = new Set(selection.flatMap((id) => (id in design.layout.zones ? [id, ...companions(design, id)] : [id])));
  const all: [string, Point | undefined][] = [...ids].map((id) => [id, design.layout.boxes[id] ?? design.layout.zones[id]?.at]);
  return Object.fromEntries(all.flatMap(([id, at]): [string, Point][] => (at ? [[id, [at[0] + dx, at[1] + dy]]] : [])));
}
