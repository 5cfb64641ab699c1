import { useEffect, useRef } from "react";
import { flowTitle, nameOf } from "../actions";
import { menuKeys } from "../commands/menuKeys";
import { useScene, type Sheet } from "../context";
import { useCanvasStore, useSelected } from "../useStore";
import { KindSwatch } from "./KindSwatch";

type Props = { sheet: Extract<Sheet, { show: "bundle" }> };
const WIDTH = 300;
const HEIGHT = 320;

/** The flows that one arrow stands for; the chosen one is selected. */
export function BundleMenu({ sheet }: Props) {
  const store = useCanvasStore();
  const { open, board } = useScene();
  const design = useSelected((s) => s.design);
  const list = useRef<HTMLDivElement>(null);
  const flows = design.flows.filter((f) => sheet.flows.includes(f.id));
  const gone = !flows.length;
  useEffect(() => {
    if (gone) open(null);
    else list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
  }, [gone, open, sheet]);
  const frame = board.current?.getBoundingClientRect();
  const left = Math.max(8, Math.min(sheet.at[0] + 10, (frame?.width ?? 800) - WIDTH - 8));
  const top = Math.max(8, Math.min(sheet.at[1] + 10, (frame?.height ?? 600) - HEIGHT - 8));
  const choose = (id: string): void => {
    open(null);
    store.select([id]);
    store.announce(`Selected ${nameOf(design, id)}`);
  };
  return (
    <div ref={list} className="sk-menu sk-kind-menu" role="menu" aria-label={`${flows.length} flows`} style={{ left, top, width: WIDTH, maxHeight: HEIGHT }} onKeyDown={menuKeys(list, () => open(null))}>
      <div className="sk-menu-head">
        <strong>{flows.length} flows</strong>
      </div>
      {flows.map((flow) => (
        <button key={flow.id} role="menuitem" className="sk-bundle-item" onClick={() => choose(flow.id)}>
          <KindSwatch kind={flow.kind} />
          <span>{flowTitle(flow)}</span>
          <small>{`${nameOf(design, flow.from)} → ${nameOf(design, flow.to)}`}</small>
        </button>
      ))}
    </div>
  );
}
