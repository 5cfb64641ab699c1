import { MiniMap, useStore as useFlow, type Node } from "@xyflow/react";
import { useMemo } from "react";
import { around, rects } from "../geometry";
import type { BoxNodeType } from "../nodes/BoxNode";
import { tokens } from "../tokens";
import { useScene } from "../context";
import { useSelected } from "../useStore";
import { stageOf } from "../vocabulary";

/** A small map, only while the drawing is larger than the view. */
export function Overview() {
  const design = useSelected((s) => s.design);
  const bounds = useMemo(() => (rects(design).length ? around(rects(design)) : null), [design]);
  const larger = useFlow(({ transform: [x, y, zoom], width, height }) => {
    if (!bounds) return false;
    const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y];
    return left < -8 || top < -8 || left + bounds.width * zoom > width + 8 || top + bounds.height * zoom > height + 8;
  });
  const { root } = useScene();
  const colour = useMemo(() => {
    const theme = root.current?.dataset.theme === "dark" ? "dark" : "light";
    const stages = tokens.stages as Record<string, (typeof tokens.stages)["any"]>;
    return (node: Node): string => {
      if (node.type === "zone") return tokens.theme[theme].zone_nested;
      if (node.type === "note") return tokens.theme[theme].note_border;
      return stages[stageOf((node as BoxNodeType).data.component.kind)]?.[theme].bar ?? "gray";
    };
  }, [root, root.current?.dataset.theme]);
  if (!larger) return null;
  return <MiniMap className="sk-overview" style={SIZE} pannable zoomable ariaLabel="Overview" nodeColor={colour} nodeStrokeWidth={0} nodeBorderRadius={12} />;
}

const SIZE = { width: 150, height: 96 };
