import { describe, expect, it } from "vitest";
import { addZone, drop, dropZone } from "../src/actions";
import { foldZone } from "../src/arranging/folding";
import { areaRect, contains, rects, zoneAt } from "../src/geometry";
import { CanvasStore } from "../src/store";
import type { Op, Point, ZoneArea } from "../src/types";
import { box, data, design } from "./designs";

const area = (at: Point, size: Point, more: Partial<ZoneArea> = {}): ZoneArea => ({ at, size, ...more });

function made(zones: Record<string, ZoneArea>, boxes: Record<string, Point>, member: Record<string, string> = {}, parents: Record<string, string> = {}) {
  const sent: Op[] = [];
  const store = new CanvasStore();
  store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
  const components = Object.keys(boxes).map((id) => box(id, "other", member[id] ? { zone: member[id] } : {}));
  store.receive(data(design(components, [], { zones: Object.keys(zones).map((id) => ({ id, ...(parents[id] && { parent: parents[id] }) })), layout: { boxes, zones, locked: [] } })));
  const zone = (id: string) => store.design.zones.find((z) => z.id === id);
  return { store, sent, zone };
}

describe("zones in zones", () => {
  const outer = () => made({ out: area([0, 0], [800, 500]) }, { a: [20, 40], b: [300, 40], far: [2000, 0] }, { a: "out", b: "out" });

  it("a zone around boxes of one zone lies in it, and that one grows where it must", () => {
    const { store, sent, zone } = outer();
    store.select(["a", "b"]);
    const id = addZone(store, [0, 0]);
    expect([zone(id)?.parent, store.design.components.map((c) => c.zone)]).toEqual(["out", [id, id, undefined]]);
    const [inner, frame] = [id, "out"].map((one) => areaRect(store.design.layout.zones[one]));
    expect(contains(frame, inner)).toBe(true);
    expect(sent).toHaveLength(1);
  });
  it("a zone around boxes of several zones lies in none", () => {
    const { store, zone } = outer();
    store.select(["a", "far"]);
    expect(zone(addZone(store, [0, 0]))?.parent).toBeUndefined();
  });
  it("a zone dropped in a zone lies in it; one around boxes in the inner one lies beside it", () => {
    const { store, zone } = outer();
    const id = dropZone(store, [400, 150]);
    expect(zone(id)?.parent).toBe("out");
    const second = dropZone(store, [420, 170]);
    expect(zone(second)?.parent).toBe("out");
  });
  it("one that is dragged in lies in it, one that is dragged out does not", () => {
    const { store, sent, zone } = made({ out: area([0, 0], [800, 500]), in: area([1000, 0], [224, 108]) }, { a: [1010, 40] }, { a: "in" });
    drop(store, { in: [300, 200], a: [310, 240] });
    expect([zone("in")?.parent, store.announcement]).toEqual(["out", "in: in zone out"]);
    expect(store.design.components[0].zone).toBe("in");
    drop(store, { in: [1000, 0], a: [1010, 40] });
    expect([zone("in")?.parent, store.announcement]).toEqual([undefined, "in: out of the zone"]);
    expect(sent.map((op) => op.op)).toEqual(["batch", "batch"]);
  });
  it("a large zone never goes into a small one, and one that holds zones goes into none", () => {
    const { store, zone } = made({ big: area([0, 0], [900, 600]), mid: area([2000, 0], [500, 300]), in: area([2010, 40], [224, 108]) }, {}, {}, { in: "mid" });
    drop(store, { big: [1900, -100] });
    drop(store, { mid: [1950, 0], in: [1960, 40] });
    expect([zone("big")?.parent, zone("mid")?.parent, zone("in")?.parent]).toEqual([undefined, undefined, "mid"]);
  });
});

describe("a folded zone", () => {
  const folded = () => made({ z: area([0, 0], [800, 500], { collapsed: true }), w: area([600, 300], [700, 400]) }, { a: [620, 320], free: [300, 200] }, { a: "z" });

  it("covers one box only, and hides what is in it", () => {
    const { store } = folded();
    expect(rects(store.design)).toHaveLength(3);
    expect([zoneAt(store.design, [100, 30]), zoneAt(store.design, [400, 230])]).toEqual(["z", null]);
  });
  it("keeps what is in it, wherever that stands, when boxes and zones move", () => {
    const { store } = folded();
    drop(store, { free: [310, 210], w: [590, 290] });
    expect(store.design.components.find((c) => c.id === "a")?.zone).toBe("z");
    expect(store.design.components.find((c) => c.id === "free")?.zone).toBeUndefined();
  });
  it("opens again", () => {
    const { store } = folded();
    foldZone(store, "z");
    expect([store.design.layout.zones.z.collapsed, store.announcement]).toEqual([false, "z opened"]);
    foldZone(store, "z");
    expect([store.design.layout.zones.z.collapsed, store.announcement]).toEqual([true, "z folded"]);
  });
});
