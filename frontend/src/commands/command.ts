// What a command is. Keys, help sheet, palette of commands, menus and toolbar all derive from the same declaration.
import type { View } from "../board/useView";
import type { CanvasScene } from "../context";
import type { Key } from "../keys";
import type { CanvasStore } from "../store";
import type { Point } from "../types";

/** `spot` is the place of the canvas that was pointed at, in a menu. */
export type Place = { store: CanvasStore; view: View; scene: CanvasScene; spot?: Point };
export const TARGETS = ["canvas", "box", "flow", "zone", "note", "several"] as const;
/** What is selected: nothing is "canvas". */
export type Target = (typeof TARGETS)[number];
export const GROUPS = ["Draw", "Edit", "Move", "Arrange", "Look"] as const;
export type Group = (typeof GROUPS)[number];

export type Command = {
  id: string;
  group: Group;
  /** As it stands in menus: "Add a box". */
  words: string;
  /** What it is called just now, where that differs. */
  wordsNow?: (at: Place) => string;
  /** Goes on after the words in the help sheet: "with one selected, after it". */
  more?: string;
  /** As `event.key` with "Mod+" (Ctrl or ⌘) and "Shift+" before it: "/", "Mod+Shift+z". A plain sign has no Shift. */
  keys?: string[];
  /** The keys as the help sheet writes them, where that is not simply all of them; also for the mouse. */
  shown?: string;
  /** Only a key (or the mouse) makes sense: neither in the palette nor in a menu. */
  keyOnly?: boolean;
  /** The browser has an event of its own for this key: the key is left to it. */
  native?: boolean;
  /** Only while the drawing is presented; all others rest then. */
  presenting?: boolean;
  /** Also while a field is being typed in. */
  anywhere?: boolean;
  /** What must be selected; `otherwise` is said where it is not. Without `otherwise` the key says nothing then. */
  on?: readonly Target[];
  otherwise?: string;
  /** Whether it can be done now; a text is the reason why not, and is said. */
  when?: (at: Place, key: Key) => boolean | string;
  /** For which selections the right-click menu has it. */
  menu?: readonly Target[];
  run: (at: Place, key: Key) => void;
};

export function targetOf({ selection, design }: CanvasStore): Target {
  if (selection.length !== 1) return selection.length ? "several" : "canvas";
  const has = (list: { id: string }[]): boolean => list.some((element) => element.id === selection[0]);
  if (has(design.components)) return "box";
  if (has(design.zones)) return "zone";
  return has(design.notes) ? "note" : "flow";
}

const NO_KEY: Key = { key: "", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

/** True, false, or why not. */
export function possible(command: Command, at: Place, key: Key = NO_KEY): boolean | string {
  if (!!command.presenting !== (at.store.reading.slide !== null)) return false;
  if (command.on && !command.on.includes(targetOf(at.store))) return command.otherwise ?? false;
  return command.when?.(at, key) ?? true;
}

/** Does it, or says why not; false where there is nothing to say either. */
export function perform(command: Command, at: Place, key: Key = NO_KEY): boolean {
  const can = possible(command, at, key);
  if (typeof can === "string") at.store.hint(can);
  else if (can) command.run(at, key);
  return can !== false;
}

export const wordsOf = (command: Command, at: Place): string => command.wordsNow?.(at) ?? command.words;

const SIGNS: Record<string, string> = { Mod: "Ctrl", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", "-": "−", ContextMenu: "Menu" };
const lettering = (part: string, _: number, all: string[]): string => SIGNS[part] ?? (all.length > 1 && part.length === 1 ? part.toUpperCase() : part);

/** The keys as people read them: "Ctrl Shift Z". */
export function keysShown({ keys = [], shown }: Command): string {
  return shown ?? keys.map((key) => key.split(/(?<=.)\+/).map(lettering).join(" ")).join(", ");
}
