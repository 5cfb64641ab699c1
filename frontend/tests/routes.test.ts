import { describe, expect, it } from "vitest";
import { plates } from "../src/edges/plates";
import { headOf, pathOf, pointAt, routes, sides, type Route } from "../src/edges/routes";
import { rectOf, type Rect } from "../src/geometry";

const rects = (places: Record<string, [number, number]>): Map<string, Rect> => new Map(Object.entries(places).map(([id, at]) => [id, rectOf(at)]));
const ends = (...pairs: [string, string][]) => pairs.map(([from, to], i) => ({ id: `f${i}`, from, to }));
const along = (route: Route) => Array.from({ length: 41 }, (_, i) => pointAt(route, i / 40));

describe("routes", () => {
  it("join the sides that face each other", () => {
    expect(sides(rectOf([0, 0]), rectOf([300, 400]))).toEqual(["right", "left"]);
    expect(sides(rectOf([600, 0]), rectOf([0, 20]))).toEqual(["left", "right"]);
    expect(sides(rectOf([0, 0]), rectOf([0, 200]))).toEqual(["bottom", "top"]);
    expect(sides(rectOf([600, 400]), rectOf([0, 0]))).toEqual(["top", "bottom"]);
  });
  it("fan parallel flows apart, whatever their direction", () => {
    const all = routes(ends(["a", "b"], ["b", "a"], ["a", "b"]), rects({ a: [0, 0], b: [400, 0] }));
    const middles = [...all.values()].map((route) => pointAt(route, 0.5)[1]);
    expect(new Set(middles.map(Math.round)).size).toBe(3);
  });
  it("go round a box that stands between", () => {
    const places = rects({ a: [0, 0], between: [300, 0], b: [600, 0] });
    const between = places.get("between")!;
    const route = routes(ends(["a", "b"]), places).get("f0")!;
    const inside = along(route).filter(([x, y]) => x > between.x && x < between.x + between.width && y > between.y && y < between.y + between.height);
    expect(inside).toEqual([]);
    expect(route.curves).toHaveLength(3);
  });
  it("of a box to itself are a loop, and of what is gone nothing", () => {
    const all = routes(ends(["a", "a"], ["a", "gone"]), rects({ a: [0, 0] }));
    expect([...all.keys()]).toEqual(["f0"]);
    expect(pathOf(all.get("f0")!)).toMatch(/^M.*C/);
    expect(headOf(all.get("f0")!)).toMatch(/^M.*z$/);
  });
});

describe("labels", () => {
  it("keep off boxes and off each other", () => {
    const places = rects({ a: [0, 0], b: [260, 0] });
    const ways = routes(ends(["a", "b"], ["a", "b"], ["b", "a"]), places);
    const made = plates([...ways.keys()].map((id) => ({ id, width: 70, written: true })), ways, [...places.values()]);
    const at = [...made.values()].map((plate) => plate.at);
    for (const a of at) {
      for (const b of at) if (a !== b) expect(Math.abs(a[0] - b[0]) > 70 || Math.abs(a[1] - b[1]) > 14).toBe(true);
      for (const r of places.values()) expect(a[0] + 35 < r.x || a[0] - 35 > r.x + r.width || a[1] + 8 < r.y || a[1] - 8 > r.y + r.height).toBe(true);
    }
  });
  it("that nobody wrote are crowded where they have no room on their way, and leave it to the others", () => {
    const places = rects({ a: [0, 0], b: [260, 0] });
    const ways = routes(ends(["a", "b"]), places);
    const [id] = [...ways.keys()];
    const made = (width: number, written: boolean) => plates([{ id, width, written }], ways, [...places.values()]).get(id)!;
    expect([made(40, false).crowded, made(120, false).crowded, made(120, true).crowded]).toEqual([false, true, false]);
  });
});
