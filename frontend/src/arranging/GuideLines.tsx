import { ViewportPortal } from "@xyflow/react";
import { useSyncExternalStore } from "react";
import type { Guides } from "./guides";

/** What a dragged box is in line with. */
export function GuideLines({ guides }: { guides: Guides }) {
  const lines = useSyncExternalStore(guides.subscribe, guides.lines);
  if (!lines.length) return null;
  return (
    <ViewportPortal>
      <svg className="sk-guides" aria-hidden="true">
        {lines.map(({ upright, at, from, to }) => (
          <path key={`${upright} ${at}`} d={upright ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`} />
        ))}
      </svg>
    </ViewportPortal>
  );
}
