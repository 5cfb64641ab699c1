import { duplicate, travel } from "../actions";
import type { CanvasStore } from "../store";
import { selectedBoxes, type Command, type Place } from "./command";

// What is on its way may make it possible.
const canUndo = ({ store }: Place): true | string => store.data?.canUndo || store.status().pending > 0 || "Nothing to undo";
const canRedo = ({ store }: Place): true | string => store.data?.canRedo || store.awaits("undo") || "Nothing to redo";

export const EDIT: Command[] = [
  { id: "undo", group: "Edit", words: "Undo", keys: ["Mod+z"], when: canUndo, menu: ["canvas"], run: ({ store }) => travel(store, "undo") },
  { id: "redo", group: "Edit", words: "Redo", keys: ["Mod+Shift+z", "Mod+y"], when: canRedo, menu: ["canvas"], run: ({ store }) => travel(store, "redo") },
  {
    id: "duplicate",
    group: "Edit",
    words: "Duplicate",
    keys: ["Mod+d"],
    menu: ["box", "several"],
    when: ({ store }) => selectedBoxes(store).length > 0 || "Select boxes first",
    run: ({ store }) => duplicate(store),
  },
  { id: "all", group: "Edit", words: "Select all", keys: ["Mod+a"], menu: ["canvas"], run: ({ store }) => store.select(everything(store)) },
];

function everything({ design }: CanvasStore): string[] {
  return [design.components, design.notes, design.zones, design.flows].flatMap((list) => list.map((element) => element.id));
}
