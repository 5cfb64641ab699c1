// Where a dragged box comes to stand in line with boxes near it: pure geometry.
import { around, type Rect } from "../geometry";
import type { Point } from "../types";

/** A line through all that stands in line: upright at an x, or level at a y. */
export type Guide = { upright: boolean; at: number; from: number; to: number };
export type Snap = { by: Point; guides: Guide[] };
type Span = { start: number; end: number };

const across = (r: Rect): Span => ({ start: r.x, end: r.x + r.width });
const down = (r: Rect): Span => ({ start: r.y, end: r.y + r.height });
/** The middle first: what is of one size is in line with all three, and one line is enough. */
const lines = ({ start, end }: Span): number[] => [(start + end) / 2, start, end];

/** Edges to edges and middles to middles, each way on its own, of boxes not farther than `reach`. */
export function snap(moving: Rect, others: Rect[], within: number, reach: number): Snap {
  const near = others.filter((other) => apart(moving, other) <= reach);
  const [right, lower] = [across, down].map((span) => nearest(moving, near, span, within));
  const rest = { ...moving, x: moving.x + (right ?? 0), y: moving.y + (lower ?? 0) };
  const guides = [...(right === null ? [] : guidesAt(rest, near, true)), ...(lower === null ? [] : guidesAt(rest, near, false))];
  return { by: [right ?? 0, lower ?? 0], guides };
}

/** How far to the closest line; null where none is within reach. */
function nearest(moving: Rect, near: Rect[], span: (r: Rect) => Span, within: number): number | null {
  const own = lines(span(moving));
  const far = near.flatMap((other) => lines(span(other)).map((line, i) => line - own[i]));
  const best = far.reduce((least, by) => (Math.abs(by) < Math.abs(least) ? by : least), Infinity);
  return Math.abs(best) <= within ? best : null;
}

function guidesAt(rest: Rect, near: Rect[], upright: boolean): Guide[] {
  const [span, along] = upright ? [across, down] : [down, across];
  const own = lines(span(rest));
  const made = new Map<number, Rect[]>();
  for (const other of near) {
    const hit = lines(span(other)).findIndex((line, i) => Math.abs(line - own[i]) < 0.01);
    if (hit >= 0) made.set(own[hit], [...(made.get(own[hit]) ?? [rest]), other]);
  }
  return [...made].map(([at, all]) => ({ upright, at, from: along(around(all)).start, to: along(around(all)).end }));
}

/** The gap between two boxes, along the way in which it is larger. */
function apart(a: Rect, b: Rect): number {
  return Math.max(a.x - b.x - b.width, b.x - a.x - a.width, a.y - b.y - b.height, b.y - a.y - a.height);
}
