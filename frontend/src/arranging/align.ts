// Lining up and spacing out: pure geometry. What is fixed stays, and the others line up with it.
import { around, type Rect } from "../geometry";
import type { Point } from "../types";

export type Side = "left" | "centre" | "right" | "top" | "middle" | "bottom";
export type Axis = "horizontally" | "vertically";
export type Standing = { id: string; rect: Rect; fixed?: boolean };
/** How far each moves; what stays is not in it. */
export type Shifts = Map<string, Point>;

const SHARE: Record<Side, number> = { left: 0, centre: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 };
const isAcross = (side: Side): boolean => side === "left" || side === "centre" || side === "right";
type Span = { start: number; size: number };
const span = (r: Rect, across: boolean): Span => (across ? { start: r.x, size: r.width } : { start: r.y, size: r.height });
const shift = (by: number, across: boolean): Point => (across ? [by, 0] : [0, by]);

export function aligned(all: Standing[], side: Side): Shifts {
  const anchors = all.filter((one) => one.fixed);
  const across = isAcross(side);
  const frame = span(around((anchors.length ? anchors : all).map((one) => one.rect)), across);
  const line = frame.start + SHARE[side] * frame.size;
  return shiftsOf(all, across, ({ rect }) => {
    const { start, size } = span(rect, across);
    return line - SHARE[side] * size - start;
  });
}

/** The same gap between each and the next; the first and the last stay. */
export function distributed(all: Standing[], axis: Axis): Shifts {
  const across = axis === "horizontally";
  const middle = ({ rect }: Standing): number => span(rect, across).start + span(rect, across).size / 2;
  const row = all.filter((one) => !one.fixed).sort((a, b) => middle(a) - middle(b));
  if (row.length < 3) return new Map();
  const spans = row.map((one) => span(one.rect, across));
  const last = spans[spans.length - 1];
  const taken = spans.reduce((sum, one) => sum + one.size, 0);
  const gap = (last.start + last.size - spans[0].start - taken) / (row.length - 1);
  const wanted = new Map<string, number>();
  let at = spans[0].start;
  row.forEach((one, i) => {
    wanted.set(one.id, at - spans[i].start);
    at += spans[i].size + gap;
  });
  return shiftsOf(row, across, (one) => wanted.get(one.id)!);
}

function shiftsOf(all: Standing[], across: boolean, by: (one: Standing) => number): Shifts {
  const moves = all.map((one): [Standing, number] => [one, Math.round(by(one))]);
  return new Map(moves.filter(([one, far]) => !one.fixed && far).map(([one, far]) => [one.id, shift(far, across)]));
}
