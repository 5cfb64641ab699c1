import { describe, expect, it } from "vitest";
import { snap } from "../src/arranging/snap";
import type { Rect } from "../src/geometry";
import { dice } from "./dice";

const BOX = { width: 184, height: 60 };
const at = (x: number, y: number, size = BOX): Rect => ({ x, y, ...size });
const lines = (start: number, size: number): number[] => [start, start + size / 2, start + size];
const inLine = (a: Rect, b: Rect): boolean[] => [
  lines(a.x, a.width).some((line, i) => Math.abs(line - lines(b.x, b.width)[i]) < 0.01),
  lines(a.y, a.height).some((line, i) => Math.abs(line - lines(b.y, b.height)[i]) < 0.01),
];

describe("snapping", () => {
  it("goes to the nearest line each way, and shows one line for boxes of one size", () => {
    const { by, guides } = snap(at(303, 196), [at(300, 0), at(0, 200)], 6, 1000);
    expect(by).toEqual([-3, 4]);
    expect(guides).toEqual([
      { upright: true, at: 392, from: 0, to: 260 },
      { upright: false, at: 230, from: 0, to: 484 },
    ]);
  });
  it("goes to edges of what has another size", () => {
    expect(snap(at(3, 500), [at(0, 0, { width: 400, height: 90 })], 6, 1000)).toEqual({ by: [-3, 0], guides: [{ upright: true, at: 0, from: 0, to: 560 }] });
  });
  it("leaves alone what is out of reach", () => {
    expect(snap(at(7, 500), [at(0, 0)], 6, 1000)).toEqual({ by: [0, 0], guides: [] });
    expect(snap(at(3, 1500), [at(0, 0)], 6, 1000)).toEqual({ by: [0, 0], guides: [] });
  });
  it("never goes farther than it may, ends in line with what its guides touch, and rests there", () => {
    let snapped = 0;
    for (let seed = 0; seed < 500; seed++) {
      const roll = dice(seed);
      const some = (): Rect => at(roll(900), roll(900), { width: 40 + roll(300), height: 30 + roll(120) });
      const [moving, others] = [some(), Array.from({ length: roll(12) }, some)];
      const { by, guides } = snap(moving, others, 6, 300);
      const rest = { ...moving, x: moving.x + by[0], y: moving.y + by[1] };
      expect(Math.max(Math.abs(by[0]), Math.abs(by[1]))).toBeLessThanOrEqual(6);
      for (const [way, upright] of [[0, true], [1, false]] as const) {
        const lined = others.some((other) => inLine(rest, other)[way]);
        const drawn = guides.filter((guide) => guide.upright === upright);
        if (drawn.length) expect(lined).toBe(true);
        else expect(by[way]).toBe(0);
        for (const { at: line, from, to } of drawn) {
          const own = upright ? lines(rest.x, rest.width) : lines(rest.y, rest.height);
          const [start, size] = upright ? [rest.y, rest.height] : [rest.x, rest.width];
          expect(own.some((one) => Math.abs(one - line) < 0.01)).toBe(true);
          expect([from <= start, to >= start + size]).toEqual([true, true]);
        }
        snapped += drawn.length;
      }
      expect(snap(rest, others, 6, 300).by.map(Math.abs)).toEqual([0, 0]);
    }
    expect(snapped).toBeGreaterThan(100);
  });
});
