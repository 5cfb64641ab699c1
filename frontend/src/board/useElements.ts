import { applyNodeChanges, type Edge, type EdgeChange, type Node, type NodeChange, type NodePositionChange } from "@xyflow/react";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { drop, dropOnFlow } from "../actions";
import { useSnapping } from "../arranging/useSnapping";
import { useScene } from "../context";
import { companions } from "../geometry";
import type { Design, Point } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { slideNow } from "../reading/slides";
import { drawn } from "./elements";
import { clientOf, flowBelow, markDrop, type Pointing } from "./under";

/** What moves along with a dragged zone, and how far from its corner it stands. */
type Carried = Map<string, { with: string; offset: Point }>;

/** The nodes and edges of React Flow: the design, plus what is under the user's hand right now. */
export function useElements(hold: () => void) {
  const store = useCanvasStore();
  const design = useSelected((s) => s.design);
  const selection = useSelected((s) => s.selection);
  const focus = useSelected((s) => s.focus);
  const ghosts = useSelected((s) => s.data?.ghosts ?? null);
  const findings = useSelected((s) => s.shownFindings);
  const hidden = useSelected((s) => s.reading.hidden);
  const spot = useSelected((s) => slideNow(s)?.lit ?? null);
  const nudge = useSelected((s) => s.nudge);
  const [elements, setElements] = useState<{ nodes: Node[]; edges: Edge[] }>({ nodes: [], edges: [] });
  const nodesNow = useRef(elements.nodes);
  nodesNow.current = elements.nodes;
  const carried = useRef<Carried | null>(null);
  const { free, snapping } = useSnapping();

  useLayoutEffect(() => {
    setElements((old) => {
      const next = drawn({ design, selection, focus, ghosts, findings, hidden, spot }, old.nodes, old.edges);
      return next.nodes === old.nodes && next.edges === old.edges ? old : next;
    });
  }, [design, selection, focus, ghosts, findings, hidden, spot]);

  useLayoutEffect(() => {
    if (!nudge) return;
    const { boxes, zones } = store.design.layout;
    const moved = new Map(nudge.ids.map((id) => [id, boxes[id] ?? zones[id]?.at]));
    const place = (n: Node): Node => {
      const at = moved.get(n.id);
      return at ? { ...n, position: { x: at[0] + nudge.by[0], y: at[1] + nudge.by[1] } } : n;
    };
    setElements((old) => ({ ...old, nodes: old.nodes.map(place) }));
  }, [nudge, store]);

  const onNodesChange = useCallback(
    (changes: NodeChange[]) => {
      choose(store, changes);
      const here = snapping.inLine(changes.filter((c) => c.type === "position" || c.type === "dimensions"));
      if (!here.length) return;
      const all = [...here, ...follow(here, carried.current)];
      setElements((old) => ({ ...old, nodes: applyNodeChanges(all, old.nodes) }));
    },
    [store, snapping],
  );
  const onEdgesChange = useCallback((changes: EdgeChange[]) => choose(store, changes), [store]);

  const onDragStart = useCallback(
    (_: unknown, __: unknown, dragged: Node[]) => {
      if (carried.current) return;
      store.beginGesture();
      hold();
      carried.current = carriedBy(dragged, nodesNow.current, (zone) => companions(store.design, zone));
      snapping.begin(dragged, carried.current.keys(), nodesNow.current);
    },
    [store, snapping, hold],
  );
  const { board } = useScene();
  const target = useCallback(
    (event: Pointing, dragged: Node[]) => (isLone(store.design, dragged) ? flowBelow(board.current, clientOf(event)) : undefined),
    [store, board],
  );
  const onDrag = useCallback((event: Pointing, _: unknown, dragged: Node[]) => markDrop(board.current, target(event, dragged)), [board, target]);
  const onDragStop = useCallback(
    (event: Pointing, _: unknown, dragged: Node[]) => {
      if (!carried.current) return;
      const onto = target(event, dragged);
      markDrop(board.current, undefined);
      const ids = new Set([...dragged.map((n) => n.id), ...carried.current.keys()]);
      carried.current = null;
      snapping.end();
      const places = Object.fromEntries(nodesNow.current.filter((n) => ids.has(n.id)).map((n): [string, Point] => [n.id, [n.position.x, n.position.y]]));
      if (onto) dropOnFlow(store, dragged[0].id, onto, places[dragged[0].id]);
      else drop(store, { ...foldedAlong(store.design, places), ...places });
      setElements((old) => ({ ...old, nodes: old.nodes.map((n) => (n.dragging ? { ...n, dragging: false } : n)) }));
      store.endGesture();
    },
    [store, board, snapping, target],
  );
  return { ...elements, free, guides: snapping.guides, onNodesChange, onEdgesChange, onDragStart, onDrag, onDragStop };
}

/** One box that no arrow reaches or leaves. */
function isLone(design: Design, dragged: Node[]): boolean {
  const id = dragged[0].id;
  return dragged.length === 1 && dragged[0].type === "box" && !design.flows.some((f) => f.from === id || f.to === id);
}

/** React Flow proposes what is selected; the store holds it. */
function choose(store: ReturnType<typeof useCanvasStore>, changes: (NodeChange | EdgeChange)[]): void {
  const picked = changes.filter((c) => c.type === "select");
  if (!picked.length) return;
  const ids = new Set(store.selection);
  for (const change of picked) {
    if (change.selected) ids.add(change.id);
    else ids.delete(change.id);
  }
  store.select([...ids]);
}

function carriedBy(dragged: Node[], nodes: Node[], companionsOf: (zone: string) => string[]): Carried {
  const inHand = new Set(dragged.map((n) => n.id));
  const at = new Map(nodes.map((n) => [n.id, n.position]));
  const all: Carried = new Map();
  for (const zone of dragged.filter((n) => n.type === "zone")) {
    const from = at.get(zone.id) ?? zone.position;
    for (const id of companionsOf(zone.id)) {
      const place = at.get(id);
      if (place && !inHand.has(id)) all.set(id, { with: zone.id, offset: [place.x - from.x, place.y - from.y] });
    }
  }
  return all;
}

/** A folded zone takes along what is not drawn. */
function foldedAlong(design: Design, places: Record<string, Point>): Record<string, Point> {
  const shut = Object.entries(places).filter(([id]) => design.layout.zones[id]?.collapsed);
  return Object.fromEntries(
    shut.flatMap(([zone, [x, y]]) => {
      const [fromX, fromY] = design.layout.zones[zone].at;
      return companions(design, zone).map((id): [string, Point] => {
        const place = design.layout.boxes[id] ?? design.layout.zones[id]?.at ?? [0, 0];
        return [id, [place[0] + x - fromX, place[1] + y - fromY]];
      });
    }),
  );
}

/** The moves of everything that a dragged zone takes along. */
function follow(changes: NodeChange[], carried: Carried | null): NodeChange[] {
  if (!carried?.size) return [];
  const moved = new Map(changes.filter((c): c is NodePositionChange => c.type === "position" && !!c.position).map((c) => [c.id, c.position!]));
  return [...carried].flatMap(([id, { with: zone, offset }]): NodeChange[] => {
    const place = moved.get(zone);
    return place ? [{ id, type: "position", position: { x: place.x + offset[0], y: place.y + offset[1] }, dragging: true }] : [];
  });
}
