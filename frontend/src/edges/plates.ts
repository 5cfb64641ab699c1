// Labels of flows, near the middle of their way and off boxes and other labels (designer/drawing/plates.py).
import type { Rect } from "../geometry";
import { tokens } from "../tokens";
import type { Point } from "../types";
import { pointAt, type Route } from "./routes";

const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const RINGS = 8;
const AROUND: Point[] = [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, 1], [1, 1], [-1, -1]];
export const PLATE_HEIGHT = tokens.font.size.flow + 2 * tokens.label.pad_y + 2;

export type Label = { id: string; width: number; written: boolean };
/** The middle of a label's plate; crowded where there is room only on top of something. */
export type Plate = { at: Point; crowded: boolean };

/** What somebody has written comes first and finds a place beside its way if need be, as in the pictures, which write
 * nothing else. A mere kind beside its way would seem to belong to another: it is crowded instead. */
export function plates(labels: Label[], ways: Map<string, Route>, taken: Rect[]): Map<string, Plate> {
  const grid = new Grid();
  for (const rect of taken) grid.add(rect);
  const made = new Map<string, Plate>();
  for (const { id, width, written } of [...labels].sort((a, b) => Number(b.written) - Number(a.written))) {
    const route = ways.get(id);
    if (!route) continue;
    const free = onTheWay(route, width, grid) ?? (written ? beside(route, width, grid) : null);
    const at = free ?? pointAt(route, 0.5);
    if (free || written) grid.add(plateAt(at, width));
    made.set(id, { at, crowded: !free });
  }
  return made;
}

const plateAt = ([x, y]: Point, width: number): Rect => ({ x: x - width / 2, y: y - PLATE_HEIGHT / 2, width, height: PLATE_HEIGHT });

function onTheWay(route: Route, width: number, grid: Grid): Point | null {
  for (const share of SHARES) {
    const place = pointAt(route, share);
    if (grid.isFree(plateAt(place, width))) return place;
  }
  return null;
}

/** Ring by ring around its middle. */
function beside(route: Route, width: number, grid: Grid): Point | null {
  const [x, y] = pointAt(route, 0.5);
  for (let far = 1; far < RINGS; far++) {
    for (const [dx, dy] of AROUND) {
      const place: Point = [x + dx * far * PLATE_HEIGHT, y + dy * far * PLATE_HEIGHT];
      if (grid.isFree(plateAt(place, width))) return place;
    }
  }
  return null;
}

const CELL = 128;

/** Rectangles by the cells that they lie in. */
class Grid {
  private readonly cells = new Map<string, Rect[]>();

  add(rect: Rect): void {
    for (const key of this.keys(rect)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(rect);
      else this.cells.set(key, [rect]);
    }
  }

  isFree(rect: Rect): boolean {
    return this.keys(rect).every((key) => !this.cells.get(key)?.some((other) => overlaps(rect, other)));
  }

  private keys({ x, y, width, height }: Rect): string[] {
    const keys: string[] = [];
    for (let i = Math.floor((x - 1) / CELL); i <= Math.floor((x + width + 1) / CELL); i++) {
      for (let j = Math.floor((y - 1) / CELL); j <= Math.floor((y + height + 1) / CELL); j++) keys.push(`${i},${j}`);
    }
    return keys;
  }
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width + 1 && b.x < a.x + a.width + 1 && a.y < b.y + b.height + 1 && b.y < a.y + a.height + 1;
}
