// The way of an arrow between two boxes: out of the sides that face each other, fanned apart from its neighbours.
import type { Rect } from "../geometry";
import { tokens } from "../tokens";
import type { Flow, Point } from "../types";

export type Route = { path: string; head: string; label: Point };
type Side = { out: Point; along: Point }; // unit vectors: away from the box, and along its side

const { length: HEAD, width: HEAD_WIDTH, fan: FAN } = tokens.arrow;
const BOW = 12; // parallel arrows bow apart beyond their ends, so that their labels have room
const LEFT: Side = { out: [-1, 0], along: [0, 1] };
const RIGHT: Side = { out: [1, 0], along: [0, 1] };
const TOP: Side = { out: [0, -1], along: [1, 0] };
const BOTTOM: Side = { out: [0, 1], along: [1, 0] };

/** `slot` is this arrow's place among those between the same two boxes: 0 in the middle, steps of 1. */
export function route(from: Rect, to: Rect, slot: number): Route {
  if (from.x === to.x && from.y === to.y) return loop(from, slot);
  const [leave, enter] = sides(from, to);
  const start = anchor(from, leave, slot, 0);
  const tip = anchor(to, enter, slot, 2);
  const end = plus(tip, enter.out, HEAD - 1);
  const reach = Math.max(28, Math.min(140, distance(start, end, leave) * 0.5));
  const c1 = plus(plus(start, leave.out, reach), leave.along, slot * BOW);
  const c2 = plus(plus(end, enter.out, reach), enter.along, slot * BOW);
  return { path: `M${at(start)}C${at(c1)} ${at(c2)} ${at(end)}`, head: arrowHead(tip, enter.out), label: halfway(start, c1, c2, end) };
}

function sides(from: Rect, to: Rect): [Side, Side] {
  if (to.x >= from.x + from.width) return [RIGHT, LEFT];
  if (to.x + to.width <= from.x) return [LEFT, RIGHT];
  return to.y >= from.y ? [BOTTOM, TOP] : [TOP, BOTTOM];
}

function anchor(r: Rect, { out, along }: Side, slot: number, gap: number): Point {
  const shift = slot * FAN;
  const x = r.x + r.width / 2 + out[0] * (r.width / 2 + gap) + along[0] * shift;
  return [x, r.y + r.height / 2 + out[1] * (r.height / 2 + gap) + along[1] * shift];
}

function loop(r: Rect, slot: number): Route {
  const [x, y, up] = [r.x + r.width * 0.62, r.y, 44 + slot * FAN];
  const tip: Point = [r.x + r.width * 0.38, y - 2];
  const path = `M${at([x, y])}C${at([x + 24, y - up])} ${at([tip[0] - 24, y - up])} ${at([tip[0], tip[1] - HEAD + 1])}`;
  return { path, head: arrowHead(tip, [0, -1]), label: [r.x + r.width / 2, y - up * 0.75] };
}

/** The triangle whose tip touches the box; `out` points away from the box. */
function arrowHead(tip: Point, out: Point): string {
  const base = plus(tip, out, HEAD);
  const across: Point = [out[1], out[0]];
  return `M${at(tip)}L${at(plus(base, across, HEAD_WIDTH / 2))}L${at(plus(base, across, -HEAD_WIDTH / 2))}Z`;
}

const plus = (p: Point, direction: Point, by: number): Point => [p[0] + direction[0] * by, p[1] + direction[1] * by];
const at = ([x, y]: Point): string => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
const distance = (a: Point, b: Point, { out }: Side): number => (out[0] ? Math.abs(a[0] - b[0]) : Math.abs(a[1] - b[1]));
const halfway = (a: Point, b: Point, c: Point, d: Point): Point => [(a[0] + 3 * b[0] + 3 * c[0] + d[0]) / 8, (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8];

/** The slot of each flow among all between the same two boxes, whatever their direction. */
export function slots(flows: Pick<Flow, "id" | "from" | "to">[]): Map<string, number> {
  const groups = new Map<string, string[]>();
  for (const { id, from, to } of flows) {
    const pair = from < to ? `${from}\n${to}` : `${to}\n${from}`;
    const group = groups.get(pair);
    if (group) group.push(id);
    else groups.set(pair, [id]);
  }
  return new Map([...groups.values()].flatMap((ids) => ids.map((id, i): [string, number] => [id, i - (ids.length - 1) / 2])));
}
