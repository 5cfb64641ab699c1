import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { Badge } from "../nodes/Badge";
import { flowLook, tokens } from "../tokens";
import type { Flow } from "../types";
import { bundleTitle, kindOfAll } from "./bundling";
import { wayNow, type Way } from "./FlowEdge";
import { headOf, pathOf } from "./routes";

/** `open`: some of its flows are drawn on their own just now, with their words. */
export type BundleEdgeType = Edge<{ flows: Flow[]; way: Way; ends: string; open: boolean }, "bundle">;

/** Several flows as one arrow. A click, on it or its count, lists them. */
export const BundleEdge = memo(function BundleEdge(props: EdgeProps<BundleEdgeType>) {
  const { data } = props;
  if (!data) return null;
  const { flows, way, ends, open } = data;
  const { route, label } = wayNow(way, props);
  const kind = kindOfAll(flows);
  const look = flowLook(kind ?? "unspecified");
  const path = pathOf(route);
  return (
    <>
      <g className="sk-flow sk-bundle" data-flow={kind}>
        <path className="sk-flow-hit" d={path}>
          <title>{bundleTitle(flows)}</title>
        </path>
        <path className="sk-flow-line" d={path} strokeDasharray={(kind && look.dash) || undefined} strokeWidth={look.width + tokens.arrow.broader} />
        <path className="sk-flow-head" d={headOf(route)} />
      </g>
      <EdgeLabelRenderer>
        <div className="sk-flow-label sk-bundle nodrag nopan" data-flow={kind} style={{ transform: `translate(${label[0]}px,${label[1]}px) translate(-50%,-50%)` }}>
          {!open && (
            <button className="sk-plate" aria-haspopup="menu" aria-label={`${bundleTitle(flows)} ${ends}`}>
              {bundleTitle(flows)}
            </button>
          )}
          {flows.map((flow) => (
            <Badge key={flow.id} anchor={flow.id} />
          ))}
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
