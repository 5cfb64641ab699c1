import type { Edge, EdgeProps } from "@xyflow/react";
import { memo, useSyncExternalStore } from "react";
import { flowTitle, showFinding } from "../actions";
import { BOX, rectOf } from "../geometry";
import type { Change } from "../nodes/BoxNode";
import { Mark } from "../nodes/Mark";
import { flowLook, tokens } from "../tokens";
import type { Flow } from "../types";
import { useCanvasStore } from "../useStore";
import { route } from "./routes";
import { fitted, textWidth } from "./textWidth";

export type FlowData = { flow: Flow; slot: number; ghost?: boolean; changes?: Change[] };
export type FlowEdgeType = Edge<FlowData, "flow">;

/** Half of the handle from which arrows are pulled; React Flow measures to its far side. */
export const HANDLE = 8;
const HEIGHT = tokens.font.size.flow * tokens.font.line + 2 * tokens.label.pad_y;

/** React Flow knows the ends at the handles; from them follow both boxes, and from these the way of the arrow. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps<FlowEdgeType>) {
  const { id, data, sourceX, sourceY, targetX, targetY } = props;
  if (!data) return null;
  const from = rectOf([sourceX - HANDLE - BOX[0], sourceY - BOX[1] / 2]);
  const to = rectOf([targetX, targetY - BOX[1] / 2]);
  const { path, head, label } = route(from, to, data.slot);
  const look = flowLook(data.flow.kind);
  return (
    <g className="sk-flow" data-flow={data.flow.kind} data-ghost={data.ghost || undefined}>
      <path className="sk-flow-hit" d={path} />
      <path id={id} className="sk-flow-line react-flow__edge-path" d={path} strokeDasharray={data.ghost ? "5 4" : look.dash || undefined} strokeWidth={look.width} />
      <path className="sk-flow-head" d={head} />
      <FlowLabel data={data} x={label[0]} y={label[1]} />
    </g>
  );
});

function FlowLabel({ data, x, y }: { data: FlowData; x: number; y: number }) {
  const text = fitted(flowTitle(data.flow));
  const width = textWidth(text) + 2 * tokens.label.pad_x;
  const tags = data.changes?.map((c) => `+ ${c.property}: ${c.value}`) ?? [];
  return (
    <g className="sk-flow-label" transform={`translate(${x} ${y})`}>
      <rect x={-width / 2} y={-HEIGHT / 2} width={width} height={HEIGHT} rx={tokens.label.radius} />
      <text>{text}</text>
      {tags.map((tag, i) => (
        <text key={tag} className="sk-flow-change" y={HEIGHT * (i + 1)}>{tag}</text>
      ))}
      {!data.ghost && <FlowBadge id={data.flow.id} x={width / 2} />}
    </g>
  );
}

const ORDER = ["error", "warning", "advice"];

function FlowBadge({ id, x }: { id: string; x: number }) {
  const store = useCanvasStore();
  const severity = useSyncExternalStore(store.subscribe, () => {
    const findings = store.findingsAt(id);
    const loud = findings.filter((f) => !store.isQuiet(f));
    return loud.length ? (ORDER.find((level) => loud.some((f) => f.severity === level)) ?? "") : findings.length ? "quiet" : "";
  });
  if (!severity) return null;
  const findings = store.findingsAt(id);
  const show = (event: React.MouseEvent): void => {
    event.stopPropagation();
    showFinding(store, findings[0].id);
  };
  return (
    <g className="sk-flow-badge" data-badge={id} data-severity={severity} transform={`translate(${x - 2} ${-HEIGHT / 2 - 8})`} onClick={show}>
      <title>{findings.map((f) => `${f.code} ${f.message}`).join("\n")}</title>
      {severity === "quiet" ? <circle className="sk-quiet-dot" cx="6" cy="6" r="3.5" /> : <Mark severity={severity} size={15} />}
    </g>
  );
}
