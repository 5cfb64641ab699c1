import type { ConnectionLineComponentProps } from "@xyflow/react";

/** The arrow while it is being pulled. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromPosition, connectionStatus }: ConnectionLineComponentProps) {
  const direction = fromPosition === "left" ? -1 : 1;
  const reach = Math.max(24, Math.abs(toX - fromX) * 0.4) * direction;
  return (
    <g className="sk-pull" data-status={connectionStatus ?? undefined}>
      <path d={`M${fromX},${fromY}C${fromX + reach},${fromY} ${toX - reach},${toY} ${toX},${toY}`} />
      <circle cx={toX} cy={toY} r={3.5} />
    </g>
  );
}
