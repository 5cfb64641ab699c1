import { describe, expect, it } from "vitest";
import { aligned, distributed, type Shifts, type Side, type Standing } from "../src/arranging/align";
import { align, placesAfter, standing } from "../src/arranging/moving";
import type { Rect } from "../src/geometry";
import { CanvasStore } from "../src/store";
import type { Op } from "../src/types";
import { box, data, design } from "./designs";
import { dice } from "./dice";

const CASES = 300;
const SIDES: Side[] = ["left", "centre", "right", "top", "middle", "bottom"];

function someBoxes(seed: number, fixed = 0): Standing[] {
  const roll = dice(seed);
  return Array.from({ length: 2 + roll(9) }, (_, i) => ({
    id: `b${i}`,
    rect: { x: roll(2000) - 1000, y: roll(2000) - 1000, width: 20 + roll(300), height: 20 + roll(200) },
    fixed: i < fixed,
  }));
}

const after = (all: Standing[], shifts: Shifts): Rect[] =>
  all.map(({ id, rect }) => ({ ...rect, x: rect.x + (shifts.get(id)?.[0] ?? 0), y: rect.y + (shifts.get(id)?.[1] ?? 0) }));
const at = (r: Rect, side: Side): number =>
  ({ left: r.x, centre: r.x + r.width / 2, right: r.x + r.width, top: r.y, middle: r.y + r.height / 2, bottom: r.y + r.height })[side];

describe("aligning", () => {
  it.each(SIDES)("%s brings all onto one line and moves nothing along it", (side) => {
    for (let seed = 0; seed < CASES; seed++) {
      const all = someBoxes(seed);
      const moved = after(all, aligned(all, side));
      const lines = moved.map((r) => at(r, side));
      expect(Math.max(...lines) - Math.min(...lines)).toBeLessThanOrEqual(1); // whole pixels
      const along = ["left", "centre", "right"].includes(side) ? "y" : "x";
      expect(moved.map((r) => r[along])).toEqual(all.map(({ rect }) => rect[along]));
    }
  });
  it.each(SIDES)("%s twice is the same as once", (side) => {
    for (let seed = 0; seed < CASES; seed++) {
      const all = someBoxes(seed);
      const once = after(all, aligned(all, side));
      const again = aligned(all.map((one, i) => ({ ...one, rect: once[i] })), side);
      for (const [dx, dy] of again.values()) expect(Math.abs(dx) + Math.abs(dy)).toBeLessThanOrEqual(1);
    }
  });
  it("goes to what is fixed, which stays", () => {
    for (let seed = 0; seed < CASES; seed++) {
      const all = someBoxes(seed, 1);
      const moved = after(all, aligned(all, "left"));
      expect(moved[0]).toEqual(all[0].rect);
      expect(new Set(moved.map((r) => r.x))).toEqual(new Set([all[0].rect.x]));
    }
  });
});

describe("distributing", () => {
  it.each(["horizontally", "vertically"] as const)("%s leaves equal gaps; the outer two stay", (axis) => {
    const [start, size] = axis === "horizontally" ? (["x", "width"] as const) : (["y", "height"] as const);
    for (let seed = 0; seed < CASES; seed++) {
      const all = someBoxes(seed);
      if (all.length < 3) continue;
      const middle = (r: Rect): number => r[start] + r[size] / 2;
      const order = all.map((one, i) => ({ i, at: middle(one.rect) })).sort((a, b) => a.at - b.at).map(({ i }) => i);
      const moved = after(all, distributed(all, axis));
      const row = order.map((i) => moved[i]);
      const gaps = row.slice(1).map((r, i) => r[start] - row[i][start] - row[i][size]);
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2); // whole pixels at both ends
      expect(row[0]).toEqual(all[order[0]].rect);
      expect(row[row.length - 1]).toEqual(all[order[order.length - 1]].rect);
    }
  });
});

describe("by command", () => {
  const made = () => {
    const sent: Op[] = [];
    const store = new CanvasStore();
    store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
    const boxes: Record<string, [number, number]> = { a: [20, 40], b: [300, 90], c: [900, 300], d: [1300, 0] };
    const zones = { z: { at: [0, 0] as [number, number], size: [560, 200] as [number, number] } };
    store.receive(data(design([box("a", "other", { zone: "z" }), box("b", "other", { zone: "z" }), box("c"), box("d")], [], { zones: [{ id: "z" }], layout: { boxes, zones, locked: ["d"] } })));
    return { store, sent };
  };
  it("is one step, and a box that comes to lie in a zone belongs to it", () => {
    const { store, sent } = made();
    store.select(["b", "c"]);
    align(store, "left");
    expect(sent).toMatchObject([{ op: "batch", title: "Align left", edits: [{ op: "place", boxes: { c: [300, 300] } }] }]);
    align(store, "top");
    expect(store.design.components.find((c) => c.id === "c")?.zone).toBe("z");
    expect(sent).toHaveLength(2);
  });
  it("does not move what is locked", () => {
    const { store } = made();
    store.select(["c", "d"]);
    align(store, "right");
    expect([store.design.layout.boxes.c, store.design.layout.boxes.d]).toEqual([[1300, 300], [1300, 0]]);
  });
  it("takes along what lies in a selected zone, once", () => {
    const { store } = made();
    store.select(["z", "a", "c"]);
    expect(standing(store.design, store.selection).map((one) => one.id)).toEqual(["z", "c"]);
    expect(placesAfter(store.design, new Map([["z", [5, 7]]]))).toEqual({ z: [5, 7], a: [25, 47], b: [305, 97] });
  });
  it("says that nothing is left to do", () => {
    const { store, sent } = made();
    store.select(["a", "b"]);
    align(store, "top");
    align(store, "top");
    expect([store.hinted?.text, sent.length]).toEqual(["They stand so already", 1]);
  });
});
