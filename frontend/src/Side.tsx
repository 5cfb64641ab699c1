import { useEffect, useRef, useState } from "react";
import { CRAMPED, useNarrow } from "./palette/useNarrow";
import { Panel } from "./panel/Panel";
import type { CanvasStore } from "./store";
import { useSelected } from "./useStore";

const NARROWEST = 280;
const WIDEST = 800;
const USUAL = { forms: 340, text: 460 };
const SLIM = { forms: 316, text: 380 }; // where the window is narrow

/** The panel at the right, as wide as one likes. */
export function Side({ store }: { store: CanvasStore }) {
  const usual = useNarrow(CRAMPED) ? SLIM : USUAL;
  const shows = useSelected((s) => (s.panelTab === "text" ? "text" : "forms"));
  const [chosen, choose] = useState<{ forms?: number; text?: number }>({});
  const width = chosen[shows] ?? usual[shows];
  const setWidth = (wanted: number): void => choose({ ...chosen, [shows]: wanted });
  const [shut, setShut] = useState(false);
  const asked = useSelected((s) => s.panelAsked);
  useEffect(() => setShut(false), [asked]);
  const from = useRef<{ x: number; width: number } | null>(null);
  const resize = (wanted: number): void => setWidth(Math.min(WIDEST, Math.max(NARROWEST, wanted)));
  if (shut) {
    return (
      <div className="sk-side is-shut">
        <button className="sk-fold" title="Show the panel" aria-label="Show the panel" aria-expanded="false" onClick={() => setShut(false)}>«</button>
      </div>
    );
  }
  return (
    <div className="sk-side" style={{ width }}>
      <div
        className="sk-side-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the panel"
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        tabIndex={0}
        title="Drag to resize, double-click to hide"
        onDoubleClick={() => setShut(true)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, width };
        }}
        onPointerMove={(event) => from.current && resize(from.current.width + from.current.x - event.clientX)}
        onPointerUp={() => (from.current = null)}
        onKeyDown={(event) => {
          const step = { ArrowLeft: 16, ArrowRight: -16 }[event.key];
          if (!step) return;
          event.stopPropagation();
          resize(width + step);
        }}
      />
      <div className="sk-side-body">
        <Panel store={store} />
      </div>
      <button className="sk-fold sk-side-fold" title="Hide the panel" aria-label="Hide the panel" aria-expanded="true" onClick={() => setShut(true)}>»</button>
    </div>
  );
}
