import { useEffect, useRef } from "react";
import { nameOf } from "../actions";
import { menuKeys } from "../commands/menuKeys";
import { useScene, type Sheet } from "../context";
import { useCanvasStore, useSelected } from "../useStore";
import { isLegalFlow, vocabulary } from "../vocabulary";
import { flowId } from "../apply";
import { KindSwatch } from "./KindSwatch";

type Props = { sheet: Extract<Sheet, { show: "kind" }> };
const WIDTH = 248;
const HEIGHT = 340;

/** The kind of an arrow, chosen beside it with arrow keys or pointer. Any other action makes the menu go away. */
export function KindMenu({ sheet }: Props) {
  const store = useCanvasStore();
  const { open, board } = useScene();
  const design = useSelected((s) => s.design);
  const flow = design.flows.find((f) => f.id === sheet.flow);
  const list = useRef<HTMLDivElement>(null);
  const gone = !flow;
  useEffect(() => {
    if (gone) open(null);
  }, [gone, open]);
  useEffect(() => list.current?.querySelector<HTMLElement>("[aria-checked=true]")?.focus({ preventScroll: true }), [sheet.flow]);
  if (!flow) return null;

  const kindAt = (id: string): string => design.components.find((c) => c.id === id)?.kind ?? "other";
  const [from, to] = [kindAt(flow.from), kindAt(flow.to)];
  const legal = vocabulary.flows.filter((f) => isLegalFlow(f.kind, from, to));
  const rest = vocabulary.flows.filter((f) => !legal.includes(f));
  const derived = flow.id === flowId(flow.from, flow.to, flow.kind);
  const choose = (kind: string): void => {
    const taken = derived && kind !== flow.kind && design.flows.some((f) => f.id === flowId(flow.from, flow.to, kind));
    if (taken) store.hint("There is such a flow already");
    else if (kind !== flow.kind) store.push({ op: "set_kind", id: flow.id, kind });
    open(null);
  };
  const frame = board.current?.getBoundingClientRect();
  const left = Math.max(8, Math.min(sheet.at[0] + 14, (frame?.width ?? 800) - WIDTH - 8));
  const top = Math.max(8, Math.min(sheet.at[1] + 14, (frame?.height ?? 600) - HEIGHT - 8));
  const group = (kinds: typeof legal, title: string) =>
    kinds.length > 0 && (
      <div role="group" aria-label={title}>
        <div className="sk-menu-title">{title}</div>
        {kinds.map((f) => (
          <button key={f.kind} role="menuitemradio" aria-checked={f.kind === flow.kind} title={f.meaning} onClick={() => choose(f.kind)}>
            <KindSwatch kind={f.kind} />
            {f.label}
          </button>
        ))}
      </div>
    );
  const ends = `${nameOf(design, flow.from)} → ${nameOf(design, flow.to)}`;
  return (
    <div ref={list} className="sk-menu sk-kind-menu" role="menu" aria-label={`What flows: ${ends}`} style={{ left, top, width: WIDTH, maxHeight: HEIGHT }} onKeyDown={menuKeys(list, () => open(null))}>
      <div className="sk-menu-head">
        <strong>What flows here?</strong>
        <span>{ends}</span>
      </div>
      {group(legal, "Usual")}
      {group(rest, "Unusual between these two")}
    </div>
  );
}
