import { useKeyPress, useStoreApi, type Node, type NodeChange, type NodePositionChange } from "@xyflow/react";
import { useMemo, useRef } from "react";
import { around, rectOf, type Rect } from "../geometry";
import type { Point } from "../types";
import { Guides } from "./guides";
import { snap } from "./snap";

const FREE = ["Alt", "Control"];
const WITHIN = 6; // pixels on the screen
const REACH = 480;

type Drag = { sizes: Map<string, Point>; others: Rect[] };

/** While boxes are dragged they stop in line with others; with Alt or Ctrl held they go anywhere. */
export function useSnapping() {
  const flow = useStoreApi();
  const free = useKeyPress(FREE);
  const isFree = useRef(free);
  isFree.current = free;
  const drag = useRef<Drag | null>(null);
  const snapping = useMemo(() => {
    const guides = new Guides();
    return {
      guides,
      begin: (dragged: Node[], carried: Iterable<string>, nodes: Node[]): void => {
        drag.current = { sizes: new Map(dragged.map((n) => [n.id, sizeOf(n)])), others: othersOf(dragged, carried, nodes) };
      },
      end: (): void => {
        drag.current = null;
        guides.show([]);
      },
      /** The same moves, to where they are in line. */
      inLine: (changes: NodeChange[]): NodeChange[] => {
        const moves = drag.current ? changes.filter((c): c is NodePositionChange => c.type === "position" && !!c.position) : [];
        if (!moves.length) return changes;
        const rects = moves.map((c) => rectOf([c.position!.x, c.position!.y], drag.current!.sizes.get(c.id)));
        const zoom = flow.getState().transform[2];
        const { by, guides: lines } = isFree.current ? STAY : snap(around(rects), drag.current!.others, WITHIN / zoom, REACH / zoom);
        guides.show(lines);
        return changes.map((c) => (c.type === "position" && c.position ? { ...c, position: { x: c.position.x + by[0], y: c.position.y + by[1] } } : c));
      },
    };
  }, [flow]);
  return { free, snapping };
}

const STAY = { by: [0, 0] as Point, guides: [] };
const sizeOf = (n: Node): Point => [n.width ?? 0, n.height ?? 0];
const isFrame = (n: Node): boolean => n.type === "zone" && !n.data.collapsed;

/** Boxes line up with boxes; a zone also with other zones. */
function othersOf(dragged: Node[], carried: Iterable<string>, nodes: Node[]): Rect[] {
  const moving = new Set([...dragged.map((n) => n.id), ...carried]);
  const frames = dragged.some(isFrame);
  const still = nodes.filter((n) => !moving.has(n.id) && n.className !== "is-ghost" && (frames || !isFrame(n)));
  return still.map((n) => rectOf([n.position.x, n.position.y], sizeOf(n)));
}
