import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import type { Plain } from "./plain";

/** Arrows that are only looked at: the boxes say in words what flows in and out. */
export const PlainFlows = memo(function PlainFlows({ flows }: { flows: Plain[] }) {
  if (!flows.length) return null;
  return (
    <ViewportPortal>
      <svg className="sk-plain-flows" aria-hidden="true">
        {flows.map(({ kind, lines, heads }) => (
          <g key={kind} data-flow={kind}>
            <path className="sk-flow-line" d={lines} />
            <path className="sk-flow-head" d={heads} />
          </g>
        ))}
      </svg>
    </ViewportPortal>
  );
});
