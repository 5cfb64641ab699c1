import { travel } from "../actions";
import { copied, pasteText, takeAway } from "../clipboard/clipboard";
import { cutOut } from "../clipboard/fragment";
import { insert } from "../clipboard/insert";
import type { CanvasStore } from "../store";
import type { Command, Place } from "./command";

// What is on its way may make it possible.
const canUndo = ({ store }: Place): true | string => store.data?.canUndo || store.status().pending > 0 || "Nothing to undo";
const canRedo = ({ store }: Place): true | string => store.data?.canRedo || store.awaits("undo") || "Nothing to redo";

const PARTS = ["box", "zone", "note", "several"] as const;
const hasParts = ({ store }: Place): true | string => !!cutOut(store.design, store.selection) || "Select boxes first";

export const EDIT: Command[] = [
  { id: "undo", group: "Edit", words: "Undo", keys: ["Mod+z"], when: canUndo, menu: ["canvas"], run: ({ store }) => travel(store, "undo") },
  { id: "redo", group: "Edit", words: "Redo", keys: ["Mod+Shift+z", "Mod+y"], when: canRedo, menu: ["canvas"], run: ({ store }) => travel(store, "redo") },
  { id: "copy", group: "Edit", words: "Copy", keys: ["Mod+c"], native: true, when: hasParts, menu: PARTS, run: (at) => void write(at) },
  { id: "cut", group: "Edit", words: "Cut", keys: ["Mod+x"], native: true, when: hasParts, menu: PARTS, run: (at) => void write(at).then((done) => done && takeAway(at)) },
  { id: "paste", group: "Edit", words: "Paste", more: "at the pointer", keys: ["Mod+v"], native: true, menu: ["canvas"], run: (at) => void paste(at) },
  { id: "duplicate", group: "Edit", words: "Duplicate", keys: ["Mod+d"], when: hasParts, menu: PARTS, run: ({ store }) => insert(store, cutOut(store.design, store.selection)!, null, "Duplicate") },
  { id: "all", group: "Edit", words: "Select all", keys: ["Mod+a"], menu: ["canvas"], run: ({ store }) => store.select(everything(store)) },
];

function everything({ design }: CanvasStore): string[] {
  return [design.components, design.notes, design.zones, design.flows].flatMap((list) => list.map((element) => element.id));
}

/** The keys go by the browser's own events; from a menu, its clipboard is asked, and it may say no. */
async function write(at: Place): Promise<boolean> {
  const text = copied(at);
  try {
    await navigator.clipboard.writeText(text ?? "");
    return true;
  } catch {
    at.store.hint("The browser keeps its clipboard to itself: press Ctrl C or Ctrl X");
    return false;
  }
}

async function paste(at: Place): Promise<void> {
  try {
    pasteText(at, await navigator.clipboard.readText());
  } catch {
    at.store.hint("The browser keeps its clipboard to itself: press Ctrl V");
  }
}
