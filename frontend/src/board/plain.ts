// Many arrows seen from far away: those that nobody looks at are drawn together, a few paths instead of a thousand.
import type { Edge } from "@xyflow/react";
import type { FlowData, FlowEdgeType } from "../edges/FlowEdge";
import { headOf, pathOf, type Route } from "../edges/routes";

export type Plain = { kind: string; lines: string; heads: string };
export type Parted = { own: Edge[]; plain: Plain[] };

/** Arrows at `near` boxes, those that stand out and those that are `told` of keep an edge of their own. */
export function parted(edges: Edge[], near: Set<string>, told: Set<string>): Parted {
  const stays = (e: Edge): boolean => e.type !== "flow" || !!e.selected || !!e.className || told.has(e.id) || near.has(e.source) || near.has(e.target);
  return { own: edges.filter(stays), plain: together(edges.filter((e): e is FlowEdgeType => !stays(e)).map((e) => e.data!)) };
}

/** One line and its arrowheads for each kind. */
function together(all: FlowData[]): Plain[] {
  const kinds = new Map<string, Drawing[]>();
  for (const { flow, way } of all) {
    const drawings = kinds.get(flow.kind);
    if (drawings) drawings.push(drawingOf(way.route));
    else kinds.set(flow.kind, [drawingOf(way.route)]);
  }
  return [...kinds].map(([kind, drawings]) => ({ kind, lines: drawings.map((d) => d.line).join(""), heads: drawings.map((d) => d.head).join("") }));
}

type Drawing = { line: string; head: string };
const drawings = new WeakMap<Route, Drawing>();

function drawingOf(route: Route): Drawing {
  let known = drawings.get(route);
  if (!known) drawings.set(route, (known = { line: pathOf(route), head: headOf(route) }));
  return known;
}
