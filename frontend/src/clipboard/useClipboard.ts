import { useEffect, type RefObject } from "react";
import { isLeft } from "../address";
import type { Place } from "../commands/command";
import { isTyping } from "../keys";
import { copied, pasteText, takeAway } from "./clipboard";

const ANSWERS = "input, textarea, select, [contenteditable], [role=dialog]";

/** The browser's own events of the clipboard, wherever no field has the focus and no text is marked in the panel. */
export function useClipboard(at: Place): void {
  useEffect(() => {
    const { root } = at.scene;
    const copy = (event: ClipboardEvent): void => {
      if (!isForCanvas(event, at) || marksText(event, root)) return;
      const text = copied(at);
      if (text === null) return at.store.hint("Select boxes first");
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") takeAway(at);
    };
    const paste = (event: ClipboardEvent): void => {
      if (!isForCanvas(event, at)) return;
      event.preventDefault();
      pasteText(at, event.clipboardData?.getData("text/plain") ?? "");
    };
    const listeners = { copy, cut: copy, paste };
    for (const [name, listen] of Object.entries(listeners)) window.addEventListener(name, listen as EventListener, true);
    return () => {
      for (const [name, listen] of Object.entries(listeners)) window.removeEventListener(name, listen as EventListener, true);
    };
  }, [at]);
}

function isForCanvas(event: ClipboardEvent, { store, scene: { root } }: Place): boolean {
  if (store.reading.slide !== null || isLeft(root.current)) return false; // nothing is changed while the drawing is presented, or left
  const inside = !!root.current && event.composedPath().includes(root.current);
  return !isTyping(event) && (inside || !(event.target as Element).closest?.(ANSWERS));
}

/** Words of a finding are copied as words. */
function marksText(event: ClipboardEvent, root: RefObject<HTMLElement | null>): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || !target.closest(".sk-side")) return false;
  const scope = root.current?.getRootNode() as (ShadowRoot & { getSelection?: () => Selection | null }) | undefined;
  return !!String(scope?.getSelection?.() ?? document.getSelection() ?? "");
}
