import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { memo, useContext } from "react";
import { flowTitle } from "../actions";
import { FarContext } from "../context";
import { BOX, rectOf, type Rect } from "../geometry";
import { Badge } from "../nodes/Badge";
import { Changes, type Change } from "../nodes/BoxNode";
import { NameField } from "../nodes/NameField";
import { flowLook } from "../tokens";
import type { Flow, Point } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { EndGrips } from "./EndGrips";
import { headOf, loose, pathOf, pointAt, type Route } from "./routes";

/** `way` is how it was routed, for boxes standing at `ends`; `shift` moves it off its neighbours meanwhile. */
export type FlowData = { flow: Flow; way: Way; look: string; ghost?: boolean; changes?: Change[] };
/** `crowded`: there is no room for its kind, so that it is written only when asked for. */
export type Way = { route: Route; label: Point; crowded: boolean; shift: number; ends: [Rect, Rect] };
export type FlowEdgeType = Edge<FlowData, "flow">;

/** Half of the handle from which arrows are pulled; React Flow measures to its far side. */
export const HANDLE = 8;

/** React Flow knows the ends at the handles; from them follow both boxes. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps<FlowEdgeType>) {
  const { id, data, selected } = props;
  const store = useCanvasStore();
  const renaming = useSelected((s) => s.renaming === id);
  const alone = useSelected((s) => s.selection.length === 1 && s.selection[0] === id);
  const far = useContext(FarContext);
  const found = useSelected((s) => s.badgeAt(id).length > 0);
  if (!data) return null;
  const { route, label } = wayNow(data.way, props);
  const { flow, ghost, changes } = data;
  const look = flowLook(flow.kind);
  const path = pathOf(route);
  return (
    <>
      <g className="sk-flow" data-flow={flow.kind} data-ghost={ghost || undefined}>
        <path className="sk-flow-hit" d={path}>
          <title>{flowTitle(flow)}</title>
        </path>
        <path id={id} className="sk-flow-line" d={path} strokeDasharray={ghost ? "5 4" : look.dash || undefined} strokeWidth={look.width} />
        <path className="sk-flow-head" d={headOf(route)} />
      </g>
      {alone && !ghost && <EndGrips flow={flow} route={route} />}
      {(!far || renaming || alone || data.look || found) && (
        <EdgeLabelRenderer>
          <div
            className={`sk-flow-label nodrag nopan ${data.look} ${selected ? "selected" : ""}`}
            data-flow={flow.kind}
            data-edge={id}
            data-plain={!flow.label || undefined}
            data-crowded={data.way.crowded || undefined}
            data-alone={alone || undefined}
            data-ghost={ghost || undefined}
            style={{ transform: `translate(${label[0]}px,${label[1]}px) translate(-50%,-50%)` }}
            onClick={(event) => {
              event.stopPropagation(); // in React's tree the label lies in the edge, which would answer as well
              if (!ghost) store.select(event.shiftKey || event.metaKey || event.ctrlKey ? toggled(store.selection, id) : [id]);
            }}
            onDoubleClick={(event) => {
              event.stopPropagation();
              if (!ghost) store.requestRename(id);
            }}
          >
            {renaming ? <NameField id={id} value={flow.label ?? ""} label="Label of the flow" /> : <span className="sk-plate">{flowTitle(flow)}</span>}
            {!ghost && <Badge anchor={flow.id} />}
            {changes && <Changes changes={changes} />}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

const toggled = (ids: string[], id: string): string[] => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);

type Places = Pick<EdgeProps, "sourceX" | "sourceY" | "targetX" | "targetY">;

/** As it was routed while its boxes stand still or move together; a simple curve while only one of them moves. */
export function wayNow({ route, label, shift, ends }: Way, { sourceX, sourceY, targetX, targetY }: Places): { route: Route; label: Point } {
  const from = rectOf([sourceX - HANDLE - BOX[0], sourceY - BOX[1] / 2]);
  const to = rectOf([targetX, targetY - BOX[1] / 2]);
  const [dx, dy] = [from.x - ends[0].x, from.y - ends[0].y];
  if (to.x - ends[1].x !== dx || to.y - ends[1].y !== dy) {
    const way = loose(from, to, shift);
    return { route: way, label: pointAt(way, 0.5) };
  }
  return dx || dy ? { route: moved(route, dx, dy), label: [label[0] + dx, label[1] + dy] } : { route, label };
}

function moved({ curves, tip }: Route, dx: number, dy: number): Route {
  const by = ([x, y]: Point): Point => [x + dx, y + dy];
  return { curves: curves.map(([a, b, c, d]) => [by(a), by(b), by(c), by(d)]), tip: by(tip) };
}
