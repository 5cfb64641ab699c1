// The keyboard. Plain keys never leave the canvas: Streamlit's own hot keys would rerun the app or clear its caches.
import type { View } from "./board/useView";
import { COMMANDS } from "./commands";
import { perform, type Command } from "./commands/command";
import type { CanvasScene } from "./context";
import type { CanvasStore } from "./store";

export type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey"> & { code?: string };

const byKey = new Map<string, Command[]>();
for (const command of COMMANDS) {
  for (const key of command.keys ?? []) if (!command.native) byKey.set(key, [...(byKey.get(key) ?? []), command]);
}

export const isPlain = (event: Key): boolean => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

export function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.matches("input:not([type=checkbox]), textarea, select") || target.isContentEditable);
}

/** A key as commands declare it. Shift is part of a plain sign: it took Shift to write "?". */
export function written(event: Key): string {
  if (isPlain(event)) return event.key;
  const held = [(event.ctrlKey || event.metaKey) && "Mod+", event.altKey && "Alt+", event.shiftKey && "Shift+"].filter(Boolean);
  return held.join("") + (event.key.length === 1 ? letterOf(event) : event.key);
}

/** With Alt held, a Mac writes other signs: then the place of the key counts. */
function letterOf({ key, code, altKey }: Key): string {
  return (altKey && /^Key([A-Z])$/.exec(code ?? "")?.[1] || key).toLowerCase();
}

/** Does what the key says; false when it says nothing here. */
export function pressed(event: Key, store: CanvasStore, view: View, scene: CanvasScene, inField = false): boolean {
  const commands = (byKey.get(written(event)) ?? []).filter((command) => !inField || command.anywhere);
  return commands.some((command) => perform(command, { store, view, scene }, event));
}
