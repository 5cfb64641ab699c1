import { useStore as useFlow, type Edge } from "@xyflow/react";
import { useMemo } from "react";
import { companions } from "../geometry";
import { useSelected } from "../useStore";
import { parted, type Parted } from "./plain";

export const TINY = 0.25; // from here on boxes and plain lines are all that can be made out
export const MANY = 150; // from here on only what is in sight is in the page

/** Of many arrows seen from far away, those that need an edge of their own, and the rest. */
export function useParted(edges: Edge[]): Parted {
  const far = useFlow((s) => s.transform[2] < TINY);
  const design = useSelected((s) => s.design);
  const selection = useSelected((s) => s.selection);
  const findings = useSelected((s) => s.shownFindings);
  return useMemo(() => {
    if (!far || edges.length <= MANY) return { own: edges, plain: [] };
    const moving = selection.flatMap((id) => (id in design.layout.zones ? [id, ...companions(design, id)] : [id]));
    return parted(edges, new Set(moving), new Set(findings.map((f) => f.anchor)));
  }, [edges, far, design, selection, findings]);
}
