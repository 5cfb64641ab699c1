import { addNote, addZone, applyGhosts, remove } from "../actions";
import { BOX, freePlace, placesOf } from "../geometry";
import type { Point } from "../types";
import { targetOf, type Command, type Place } from "./command";

export const DRAW: Command[] = [
  {
    id: "add",
    group: "Draw",
    words: "Add a box",
    wordsNow: ({ store }) => (targetOf(store) === "box" ? "Add a box after it" : "Add a box"),
    more: "with one selected, after it",
    keys: ["/"],
    menu: ["canvas", "box"],
    run: ({ store, scene, spot }) => scene.open({ show: "add", from: targetOf(store) === "box" ? store.selection[0] : undefined, ...(spot && { at: cornerAt(spot) }) }),
  },
  {
    id: "connect",
    group: "Draw",
    words: "Connect to another box",
    keys: ["c"],
    on: ["box"],
    otherwise: "Select one box first",
    menu: ["box"],
    run: ({ store, scene }) => scene.open({ show: "connect", from: store.selection[0] }),
  },
  {
    id: "rename",
    group: "Draw",
    words: "Rename",
    wordsNow: ({ store }) => (targetOf(store) === "flow" ? "Label" : targetOf(store) === "note" ? "Edit the text" : "Rename"),
    more: "label of an arrow",
    keys: ["F2"],
    shown: "F2, double-click",
    on: ["box", "flow", "zone", "note"],
    otherwise: "Select one thing first",
    menu: ["box", "flow", "zone", "note"],
    run: rename,
  },
  {
    id: "kind",
    group: "Draw",
    words: "Change the kind of the arrow",
    keys: ["k"],
    on: ["flow"],
    otherwise: "Select an arrow first: o goes round those of a box",
    menu: ["flow"],
    run: retype,
  },
  {
    id: "zone",
    group: "Draw",
    words: "Add a zone",
    more: "around the selected boxes",
    wordsNow: ({ store }) => (targetOf(store) === "several" ? "Put a zone around them" : targetOf(store) === "box" ? "Put a zone around it" : "Add a zone"),
    keys: ["z"],
    menu: ["canvas", "box", "several"],
    run: ({ store, view, spot }) => view.reveal(placesOf(store.design, addZone(store, spot ?? view.centre()))),
  },
  {
    id: "note",
    group: "Draw",
    words: "Add a note",
    wordsNow: ({ store }) => (targetOf(store) === "box" ? "Add a note about it" : "Add a note"),
    keys: ["t"],
    menu: ["canvas", "box"],
    run: ({ store, view, spot }) => void addNote(store, freePlace(store.design, cornerAt(spot ?? view.centre()))),
  },
  {
    id: "apply",
    group: "Draw",
    words: "Apply the proposed fix",
    keys: ["Enter"],
    when: ({ store }) => !!store.data?.ghosts,
    run: ({ store }) => applyGhosts(store),
  },
  {
    id: "delete",
    group: "Draw",
    words: "Delete",
    keys: ["Delete", "Backspace"],
    on: ["box", "flow", "zone", "note", "several"],
    menu: ["box", "flow", "zone", "note", "several"],
    run: removeAndStay,
  },
];

/** The corner of a box with its middle here. */
const cornerAt = ([x, y]: Point): Point => [x - BOX[0] / 2, y - BOX[1] / 2];

function rename({ store, view }: Place): void {
  view.reveal(placesOf(store.design, store.selection[0]));
  store.requestRename(store.selection[0]);
}

function retype({ store, view, scene }: Place): void {
  const flow = store.design.flows.find((f) => f.id === store.selection[0])!;
  const [a, b] = [flow.from, flow.to].map((end) => store.design.layout.boxes[end] ?? [0, 0]);
  scene.open({ show: "kind", flow: flow.id, at: view.onBoard([(a[0] + b[0] + BOX[0]) / 2, (a[1] + b[1] + BOX[1]) / 2]) });
}

/** The focus goes with what is deleted, so it is brought back to the canvas. */
function removeAndStay({ store, scene }: Place): void {
  remove(store, store.selection);
  scene.root.current?.focus({ preventScroll: true });
}
