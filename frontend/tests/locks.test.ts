import { beforeEach, describe, expect, it } from "vitest";
import { allLocked, toggleLock } from "../src/arranging/locks";
import { drawn } from "../src/board/elements";
import { NUDGE, nudge, settleNudge } from "../src/commands/nudging";
import { companions } from "../src/geometry";
import { CanvasStore } from "../src/store";
import type { Point } from "../src/types";
import { box, data, design } from "./designs";

let store: CanvasStore;
const boxes: Record<string, Point> = { a: [20, 40], b: [300, 40], c: [2000, 0], n: [40, 120] };
const places = () => store.design.layout.boxes;
const locked = () => [...store.design.layout.locked].sort();

beforeEach(() => {
  store = new CanvasStore();
  const zones = { z: { at: [0, 0] as Point, size: [600, 240] as Point } };
  store.receive(data(design([box("a", "other", { zone: "z" }), box("b", "other", { zone: "z" }), box("c")], [], { zones: [{ id: "z" }], notes: [{ id: "n", text: "hm" }], layout: { boxes, zones, locked: [] } })));
});

describe("a lock", () => {
  it("is for the selection, a zone with all that lies in it, or everything", () => {
    store.select(["z"]);
    toggleLock(store);
    expect([locked(), allLocked(store), store.announcement]).toEqual([["a", "b", "n", "z"], true, "Locked z"]);
    store.select([]);
    toggleLock(store);
    expect([locked(), store.announcement]).toEqual([["a", "b", "c", "n", "z"], "Locked everything"]);
    toggleLock(store);
    expect([locked(), store.announcement]).toEqual([[], "Unlocked everything"]);
  });
  it("locks all where some are locked", () => {
    store.select(["a"]);
    toggleLock(store);
    store.select(["a", "c"]);
    expect(allLocked(store)).toBe(false);
    toggleLock(store);
    expect(locked()).toEqual(["a", "c"]);
  });
  it("holds against nudges, also of the zone around", () => {
    store.select(["a"]);
    toggleLock(store);
    store.select(["z", "c"]);
    nudge(store, "ArrowRight", NUDGE);
    settleNudge(store);
    expect([places().a, places().b, places().c]).toEqual([[20, 40], [308, 40], [2008, 0]]);
    expect(companions(store.design, "z")).toEqual(["b", "n"]);
  });
  it("cannot be dragged, and says so", () => {
    store.select(["a"]);
    toggleLock(store);
    const { nodes } = drawn({ design: store.design, selection: [], focus: null, ghosts: null, findings: [], hidden: [], spot: null }, [], []);
    const [a, b] = ["a", "b"].map((id) => nodes.find((one) => one.id === id)!);
    expect([a.draggable, b.draggable, a.ariaLabel?.endsWith(", locked"), b.ariaLabel?.includes("locked")]).toEqual([false, undefined, true, false]);
  });
});
