import { useEffect, useRef, useState } from "react";
import { nameOf } from "../actions";
import { usePlace } from "../commands/usePlace";
import type { Sheet } from "../context";
import { around, placesOf } from "../geometry";
import { Glyph } from "../toolbar/glyphs";
import { useSelected } from "../useStore";
import { hits } from "./hits";

const FREE = 120; // around a hit, so that neither this bar nor the overview lies on it

/** Words in, and the view goes from one hit to the next. The drawing stays in sight and in use meanwhile. */
export function FindBar({ sheet }: { sheet: Extract<Sheet, { show: "find" }> }) {
  const { store, view, scene } = usePlace();
  const design = useSelected((s) => s.design);
  const [letters, setLetters] = useState("");
  const [now, setNow] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select(); // asked for again: type anew
  }, [sheet]);

  const found = hits(design, letters);
  const here = Math.min(now, found.length - 1);
  const show = (list: string[], n: number): void => {
    setNow(n);
    if (!list.length) return;
    store.select([list[n]]);
    view.reveal([around(placesOf(design, list[n]), FREE)], true);
  };
  const step = (by: 1 | -1): void => show(found, (here + by + found.length) % Math.max(1, found.length));
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, 1 | -1> = event.target === input.current ? { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 } : {};
    const by = steps[event.key];
    if (!by && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (by) step(by);
    else scene.open(null);
  };
  const count = !letters.trim() ? "" : found.length ? `${here + 1} of ${found.length}` : "Nothing found";
  return (
    <div className="sk-find" role="search" aria-label="Find on the canvas" onKeyDown={onKeyDown}>
      <input
        ref={input}
        aria-label="Find on the canvas"
        placeholder="Name, kind, technology"
        value={letters}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setLetters(event.target.value);
          show(hits(design, event.target.value), 0);
        }}
      />
      <span className="sk-find-count" role="status">
        {count}
        {count && found.length > 0 && <span className="sk-hidden">: {nameOf(design, found[here])}</span>}
      </span>
      <button className="sk-tool" title="Previous (Shift Enter)" aria-label="Previous" disabled={!found.length} onClick={() => step(-1)}><Glyph name="up" /></button>
      <button className="sk-tool" title="Next (Enter)" aria-label="Next" disabled={!found.length} onClick={() => step(1)}><Glyph name="down" /></button>
      <button className="sk-tool" title="Close (Esc)" aria-label="Close" onClick={() => scene.open(null)}>×</button>
    </div>
  );
}
