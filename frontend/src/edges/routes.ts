// The way of every flow, the same as in the pictures that Python draws (designer/drawing/routes.py):
// which sides it joins, where on them, and how it passes the boxes between.
import { around, centreOf, type Rect } from "../geometry";
import { tokens } from "../tokens";
import type { Point } from "../types";

export type Curve = [Point, Point, Point, Point];
/** Curves of which each goes on where the one before ends; the arrowhead ends at `tip`. */
export type Route = { curves: Curve[]; tip: Point };
export type Ends = { id: string; from: string; to: string };
type Side = "left" | "right" | "top" | "bottom";
type Joined = [Side, Side];

const OUT: Record<Side, Point> = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };
const { near: NEAR, fan: FAN, corner: CORNER, curvature: CURVATURE, length: HEAD, width: HEAD_WIDTH } = tokens.arrow;
const STEPS = 10;
const NECK = 6; // before the tip of the arrowhead the line ends
const CLEAR = 6; // a flow keeps this far from a box that it passes
const LANES = [10, 15, 20]; // detours pass a box by these in turn, so that they do not lie on each other

const right = (r: Rect): number => r.x + r.width;
const bottom = (r: Rect): number => r.y + r.height;
const isUpright = (side: Side): boolean => side === "left" || side === "right";

/** Forward; back to the left on the same level; else up or down. */
export function sides(from: Rect, to: Rect): Joined {
  if (to.x - right(from) >= NEAR) return ["right", "left"];
  if (Math.abs(to.y - from.y) < 1.5 * from.height && from.x - right(to) >= NEAR) return ["left", "right"];
  return to.y >= from.y ? ["bottom", "top"] : ["top", "bottom"];
}

export function routes(flows: Ends[], rects: Map<string, Rect>): Map<string, Route> {
  const known = flows.filter((f) => rects.has(f.from) && rects.has(f.to));
  const joined = known.map((f): Joined => (f.from === f.to ? ["right", "top"] : sides(rects.get(f.from)!, rects.get(f.to)!)));
  const places = ports(known, joined, rects);
  const field = new Field([...rects.values()]);
  let detours = 0;
  return new Map(
    known.map((f, i) => {
      const ends: [Rect, Rect] = [rects.get(f.from)!, rects.get(f.to)!];
      const route = way(places[i], joined[i], field, ends, LANES[detours % LANES.length]);
      detours += Number(route.curves.length > 1);
      return [f.id, route];
    }),
  );
}

/** The way while its boxes are under the user's hand: nothing else is looked at. */
export function loose(from: Rect, to: Rect, shift: number): Route {
  const joined: Joined = from.x === to.x && from.y === to.y ? ["right", "top"] : sides(from, to);
  const start = spread(from, joined[0], [shift])[0];
  const tip = spread(to, joined[1], [shift])[0];
  return plainWay(start, tip, joined);
}

/** Where each flow leaves and enters: spread along the side, in the order of the boxes it comes from. */
function ports(flows: Ends[], joined: Joined[], rects: Map<string, Rect>): [Point, Point][] {
  const used = new Map<string, { along: number; flow: number; end: 0 | 1 }[]>();
  flows.forEach((f, flow) => {
    for (const end of [0, 1] as const) {
      const side = joined[flow][end];
      const [box, other] = end ? [f.to, f.from] : [f.from, f.to];
      const along = centreOf(rects.get(other)!)[isUpright(side) ? 1 : 0];
      const key = `${side} ${box}`;
      const users = used.get(key);
      if (users) users.push({ along, flow, end });
      else used.set(key, [{ along, flow, end }]);
    }
  });
  const made = flows.map((): [Point, Point] => [[0, 0], [0, 0]]);
  for (const [key, users] of used) {
    const [side, box] = [key.slice(0, key.indexOf(" ")) as Side, key.slice(key.indexOf(" ") + 1)];
    const rect = rects.get(box)!;
    const length = (isUpright(side) ? rect.height : rect.width) - 2 * CORNER;
    const step = Math.min(FAN, length / Math.max(users.length - 1, 1));
    const places = spread(rect, side, users.map((_, i) => (i - (users.length - 1) / 2) * step));
    users.sort((a, b) => a.along - b.along || a.flow - b.flow || a.end - b.end);
    users.forEach(({ flow, end }, i) => (made[flow][end] = places[i]));
  }
  return made;
}

function spread(rect: Rect, side: Side, shifts: number[]): Point[] {
  const [dx, dy] = OUT[side];
  const [x, y] = [rect.x + (rect.width * (1 + dx)) / 2, rect.y + (rect.height * (1 + dy)) / 2];
  return shifts.map((shift): Point => (isUpright(side) ? [x, y + shift] : [x + shift, y]));
}

function curve(start: Point, end: Point, joined: Joined): Curve {
  return [start, control(start, end, joined[0]), control(end, start, joined[1]), end];
}

function control(here: Point, there: Point, side: Side): Point {
  const [dx, dy] = OUT[side];
  const away = (there[0] - here[0]) * dx + (there[1] - here[1]) * dy;
  const reach = away >= 0 ? 0.5 * away : CURVATURE * 25 * Math.sqrt(-away);
  return [here[0] + dx * reach, here[1] + dy * reach];
}

function plainWay(start: Point, tip: Point, joined: Joined): Route {
  const [dx, dy] = OUT[joined[1]];
  return { curves: [curve(start, [tip[0] + dx * NECK, tip[1] + dy * NECK], joined)], tip };
}

/** The plain curve, or the shortest detour around the boxes that it would run through. */
function way([start, tip]: [Point, Point], joined: Joined, field: Field, ends: [Rect, Rect], lane: number): Route {
  const plain = plainWay(start, tip, joined);
  const hit = field.hits(plain, ends);
  if (!hit.length) return plain;
  const tried = [plain, ...detours(plain, joined, around(hit, lane))];
  const judged = tried.map((route) => ({ route, hits: field.hits(route, ends).length, length: lengthOf(route) }));
  return judged.sort((a, b) => a.hits - b.hits || a.length - b.length)[0].route;
}

/** The boxes that flows should not run through, sorted so that only near ones are looked at. */
class Field {
  private readonly rects: Rect[];
  private readonly widest: number;

  constructor(rects: Rect[]) {
    this.rects = [...rects].sort((a, b) => a.x - b.x || a.y - b.y);
    this.widest = Math.max(0, ...rects.map((r) => r.width));
  }

  hits(route: Route, ends: [Rect, Rect]): Rect[] {
    const points = route.curves.flatMap((c) => Array.from({ length: STEPS + 1 }, (_, i) => on(c, i / STEPS)));
    const box = around(points.map(([x, y]) => ({ x, y, width: 0, height: 0 })), CLEAR);
    const found: Rect[] = [];
    for (let i = this.first(box.x - this.widest); i < this.rects.length && this.rects[i].x < right(box); i++) {
      const r = this.rects[i];
      if (r.y < bottom(box) && bottom(r) > box.y && r !== ends[0] && r !== ends[1] && touches(r, points)) found.push(r);
    }
    return found;
  }

  private first(x: number): number {
    let [low, high] = [0, this.rects.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rects[middle].x < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function touches(r: Rect, points: Point[]): boolean {
  return points.some(([x, y]) => x > r.x - CLEAR && x < right(r) + CLEAR && y > r.y - CLEAR && y < bottom(r) + CLEAR);
}

/** Ways that run straight along an edge around what is in the way. */
function detours(plain: Route, joined: Joined, edge: Rect): Route[] {
  const [start, , , end] = plain.curves[0];
  const level = isUpright(joined[0]);
  const [near, far] = level ? [edge.x, right(edge)] : [edge.y, bottom(edge)];
  const [first, last] = (level ? start[0] < end[0] : start[1] < end[1]) ? [near, far] : [far, near];
  const along: [Point, Point][] = level
    ? [edge.y, bottom(edge)].map((y): [Point, Point] => [[first, y], [last, y]])
    : [edge.x, right(edge)].map((x): [Point, Point] => [[x, first], [x, last]]);
  return along.map(([one, two]) => ({ curves: [curve(start, one, joined), curve(one, two, joined), curve(two, end, joined)], tip: plain.tip }));
}

function on([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const [p, q, u, v] = [s * s * s, 3 * t * s * s, 3 * t * t * s, t * t * t];
  return [p * a[0] + q * b[0] + u * c[0] + v * d[0], p * a[1] + q * b[1] + u * c[1] + v * d[1]];
}

/** The point at a share, 0 to 1, of the way. */
export function pointAt({ curves }: Route, share: number): Point {
  const place = Math.min(share * curves.length, curves.length - 1e-9);
  return on(curves[Math.floor(place)], place % 1);
}

function lengthOf(route: Route): number {
  const points = Array.from({ length: 21 }, (_, i) => pointAt(route, i / 20));
  return points.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - points[i][0], p[1] - points[i][1]), 0);
}

const at = ([x, y]: Point): string => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;

export function pathOf({ curves }: Route): string {
  return `M${at(curves[0][0])}${curves.map(([, one, two, end]) => `C${at(one)} ${at(two)} ${at(end)}`).join("")}`;
}

export function headOf({ curves, tip }: Route): string {
  const before = curves[curves.length - 1][3];
  const far = Math.hypot(tip[0] - before[0], tip[1] - before[1]) || 1;
  const [dx, dy] = [(tip[0] - before[0]) / far, (tip[1] - before[1]) / far];
  const [x, y, half] = [tip[0] - dx * HEAD, tip[1] - dy * HEAD, HEAD_WIDTH / 2];
  return `M${at(tip)}L${at([x - dy * half, y + dx * half])}L${at([x + dy * half, y - dx * half])}z`;
}

/** How far each flow is moved aside among all between the same two boxes. */
export function shifts(flows: Ends[]): Map<string, number> {
  const groups = new Map<string, string[]>();
  for (const { id, from, to } of flows) {
    const pair = from < to ? `${from}\n${to}` : `${to}\n${from}`;
    const group = groups.get(pair);
    if (group) group.push(id);
    else groups.set(pair, [id]);
  }
  return new Map([...groups.values()].flatMap((ids) => ids.map((id, i): [string, number] => [id, (i - (ids.length - 1) / 2) * FAN])));
}
