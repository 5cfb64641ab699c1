import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { useScene } from "../context";
import { KindSwatch } from "../edges/KindSwatch";
import { useCanvasStore, useSelected } from "../useStore";
import { FLOW_CLASSES, flipped, PRESETS, sameClasses, type FlowClass } from "./flowClasses";

/** Which classes of flow are drawn: a view for this browser, not a change of the design. */
export function ShowMenu() {
  const store = useCanvasStore();
  const hidden = useSelected((s) => s.reading.hidden);
  const flows = useSelected((s) => s.design.flows);
  const box = useRef<HTMLDivElement>(null);
  useUnderItsTool(box);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  const show = (next: string[]): void => store.setReading({ hidden: next });
  const counted = FLOW_CLASSES.map((c) => ({ ...c, count: flows.filter((f) => c.kinds.includes(f.kind)).length }));
  return (
    <div className="sk-menu sk-show-menu" role="dialog" aria-label="Flows shown" ref={box}>
      <div className="sk-presets" role="group" aria-label="Presets">
        {PRESETS.map((preset) => (
          <button key={preset.label} aria-pressed={sameClasses(hidden, preset.hidden)} onClick={() => show(preset.hidden)}>
            {preset.label}
          </button>
        ))}
      </div>
      {counted.filter((c) => c.count > 0 || hidden.includes(c.id)).map((c) => (
        <ClassTick key={c.id} of={c} count={c.count} shown={!hidden.includes(c.id)} flip={() => show(flipped(hidden, c.id))} />
      ))}
      <p className="sk-menu-title">Findings and pictures still speak of all flows.</p>
    </div>
  );
}

const EDGE = 8; // pixels that stay free at the sides of the board

/** Where the eye is that has opened it, as far as it fits there. */
function useUnderItsTool(menu: RefObject<HTMLElement | null>): void {
  const { root, board } = useScene();
  useLayoutEffect(() => {
    const tool = root.current?.querySelector(".sk-show")?.getBoundingClientRect();
    const room = board.current?.getBoundingClientRect();
    if (!tool || !room || !menu.current) return;
    const left = Math.min(tool.left - room.left, room.width - menu.current.offsetWidth - EDGE);
    menu.current.style.left = `${Math.max(EDGE, left)}px`;
  }, [root, board, menu]);
}

type TickProps = { of: FlowClass; count: number; shown: boolean; flip: () => void };

function ClassTick({ of, count, shown, flip }: TickProps) {
  return (
    <label className="sk-tick">
      <input type="checkbox" checked={shown} onChange={flip} />
      <KindSwatch kind={of.kinds[0]} />
      <span>{of.label}</span>
      <span className="sk-tick-count">{count}</span>
    </label>
  );
}
