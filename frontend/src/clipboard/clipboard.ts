// Copy, cut and paste through the system's clipboard, as the text of a design file.
import { remove } from "../actions";
import type { Place } from "../commands/command";
import { placesOf } from "../geometry";
import type { Point } from "../types";
import { cutOut, idsOf, inWords, type Fragment } from "./fragment";
import { insert } from "./insert";
import { yamlOf } from "./yaml";

const MOST = 1_000_000; // characters that are looked at
/** What was copied here last: pasted again without asking Python what the text says. */
let last: { text: string; fragment: Fragment } | null = null;

/** The selection as text; null where nothing can be copied. */
export function copied({ store }: Place): string | null {
  const fragment = cutOut(store.design, store.selection);
  if (!fragment) return null;
  last = { text: yamlOf(fragment), fragment };
  store.announce(`Copied ${inWords(fragment)}`);
  return last.text;
}

/** Take away what was just copied. */
export function takeAway({ store, scene }: Place): void {
  if (!last) return;
  remove(store, idsOf(last.fragment));
  store.announce(`Cut ${inWords(last.fragment)}`);
  scene.root.current?.focus({ preventScroll: true });
}

/** At the pointer if it is over the canvas, else beside where it was copied. */
export function pasteText({ store, view, scene, spot }: Place, text: string): void {
  const plain = text.replace(/\r\n/g, "\n");
  if (!plain.trim()) return store.hint("Nothing to paste: copy boxes first");
  if (plain.length > MOST) return store.hint("Too much to paste");
  const at = scene.pointer.current;
  const middle: Point | null = spot ?? (at && view.at(at));
  const put = (fragment: Fragment): void => {
    insert(store, fragment, middle, "Paste");
    view.keep(store.design, store.selection.flatMap((id) => placesOf(store.design, id)));
  };
  if (plain === last?.text) put(last.fragment);
  else store.read(plain, put);
}
