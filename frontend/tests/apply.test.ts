import { describe, expect, it } from "vitest";
import { applyEdit, renamedBy } from "../src/apply";
import type { Design, Edit } from "../src/types";
import { box, design, flow } from "./designs";

const ids = (list: { id: string }[]): string[] => list.map((element) => element.id);
const all = (d: Design, ...edits: Edit[]): Design => edits.reduce(applyEdit, d);
const three = (): Design => design([box("a"), box("b"), box("c")], [flow("a", "b"), flow("b", "c")]);

describe("components", () => {
  it("are added with their place, and not twice", () => {
    const edit: Edit = { op: "add_component", component: box("d"), at: [5, 6] };
    const once = applyEdit(three(), edit);
    expect(once.layout.boxes.d).toEqual([5, 6]);
    expect(applyEdit(once, edit)).toBe(once);
  });
  it("get a place of their own where none is stated", () => {
    const d = applyEdit(three(), { op: "add_component", component: box("d") });
    expect(Object.values(d.layout.boxes).filter((p) => `${p}` === `${d.layout.boxes.d}`)).toHaveLength(1);
  });
  it("can be put at an index", () => {
    expect(ids(applyEdit(three(), { op: "add_component", component: box("d"), index: 1 }).components)).toEqual(["a", "d", "b", "c"]);
  });
  it("take their flows, their place and their lock along when deleted", () => {
    const d = all(three(), { op: "place", lock: ["b"] }, { op: "delete", ids: ["b"] });
    expect(ids(d.components)).toEqual(["a", "c"]);
    expect(d.flows).toEqual([]);
    expect(d.layout).toEqual({ boxes: { a: [0, 0], c: [600, 0] }, zones: {}, locked: [] });
  });
  it("lose what a new kind has no use for, and keep the rest", () => {
    const d = design([box("a", "feature_store", { name: "A", online: true, zone: "z", "x-cost": 3 })]);
    expect(applyEdit(d, { op: "set_kind", id: "a", kind: "cache" }).components[0]).toEqual({ id: "a", kind: "cache", name: "A", zone: "z", "x-cost": 3 });
  });
  it("are set and unset", () => {
    const d = all(three(), { op: "set", id: "a", values: { name: "A", owner: "me" } }, { op: "unset", id: "a", properties: ["owner"] });
    expect(d.components[0]).toEqual({ id: "a", kind: "other", name: "A" });
  });
});

describe("flows", () => {
  it("are known by their ends and their kind", () => {
    const d = applyEdit(three(), { op: "add_flow", flow: { from: "a", to: "c", kind: "logs" } });
    expect(d.flows.at(-1)!.id).toBe("a>c:logs");
  });
  it("to nowhere, and a second one with the same id, are refused", () => {
    const d = three();
    expect(applyEdit(d, { op: "add_flow", flow: { from: "a", to: "x", kind: "logs" } })).toBe(d);
    expect(applyEdit(d, { op: "add_flow", flow: { from: "a", to: "b", kind: "batch_data" } })).toBe(d);
  });
  it("a second with the same three needs an id of its own, and keeps it", () => {
    const d = all(three(), { op: "add_flow", flow: { id: "a>b:batch_data-2", from: "a", to: "b", kind: "batch_data" } }, { op: "set_kind", id: "a>b:batch_data-2", kind: "logs" });
    expect(d.flows.at(-1)).toEqual({ id: "a>b:batch_data-2", from: "a", to: "b", kind: "logs" });
  });
  it("change their id with their kind and their ends", () => {
    const retyped = applyEdit(three(), { op: "set_kind", id: "a>b:batch_data", kind: "logs" });
    expect(ids(retyped.flows)).toEqual(["a>b:logs", "b>c:batch_data"]);
    expect(ids(applyEdit(retyped, { op: "reconnect", id: "a>b:logs", to: "c" }).flows)[0]).toBe("a>c:logs");
    expect(renamedBy(three(), { op: "set_kind", id: "a>b:batch_data", kind: "logs" })).toEqual(new Map([["a>b:batch_data", "a>b:logs"]]));
  });
  it("may get a box in their middle", () => {
    const d = applyEdit(three(), { op: "insert_on_flow", flow: "a>b:batch_data", component: box("v"), out_kind: "logs" });
    expect(ids(d.flows).sort()).toEqual(["a>v:batch_data", "b>c:batch_data", "v>b:logs"]);
    expect(d.layout.boxes.v).toEqual([150, 0]);
  });
});

describe("ids", () => {
  it("are followed everywhere", () => {
    const d = design([box("a", "other", { zone: "z" }), box("b")], [flow("a", "b")], {
      zones: [{ id: "z" }],
      notes: [{ id: "n", text: "hm", about: "a" }],
      layout: { boxes: { a: [0, 0], b: [1, 1], n: [2, 2] }, zones: { z: { at: [0, 0], size: [9, 9] } }, locked: ["a"] },
    });
    const after = all(d, { op: "rename_id", id: "a", to: "k" }, { op: "rename_id", id: "z", to: "y" });
    expect(after.components[0]).toEqual({ id: "k", kind: "other", zone: "y" });
    expect(ids(after.flows)).toEqual(["k>b:batch_data"]);
    expect(after.notes[0].about).toBe("k");
    expect(after.layout).toEqual({ boxes: { k: [0, 0], b: [1, 1], n: [2, 2] }, zones: { y: { at: [0, 0], size: [9, 9] } }, locked: ["k"] });
  });
  it("that are taken are refused", () => {
    const d = three();
    expect(applyEdit(d, { op: "rename_id", id: "a", to: "b" })).toBe(d);
  });
  it("are told through a whole batch", () => {
    const batch: Edit = { op: "batch", edits: [{ op: "rename_id", id: "a", to: "k" }, { op: "set_kind", id: "k>b:batch_data", kind: "logs" }] };
    expect(renamedBy(three(), batch)).toEqual(new Map([["a", "k"], ["a>b:batch_data", "k>b:logs"]]));
  });
});

describe("zones, notes, brief, waivers", () => {
  const zoned = (): Design => all(three(), { op: "add_zone", zone: { id: "z", name: "Z" }, area: { at: [1, 2], size: [3, 4] } }, { op: "assign_zone", ids: ["a", "b"], zone: "z" });
  it("a deleted zone leaves its members", () => {
    const d = applyEdit(zoned(), { op: "delete_zone", id: "z" });
    expect([d.zones, d.components[0], d.layout.zones]).toEqual([[], box("a"), {}]);
  });
  it("null takes a value away", () => {
    const d = all(zoned(), { op: "set_zone", id: "z", values: { name: null, team: "x" } }, { op: "set_brief", values: { problem: "p", users: 1 } }, { op: "set_brief", values: { users: null } });
    expect([d.zones[0], d.brief]).toEqual([{ id: "z", team: "x" }, { problem: "p" }]);
    expect(applyEdit(d, { op: "assign_zone", ids: ["a"], zone: null }).components[0]).toEqual(box("a"));
  });
  it("notes forget a box that is gone", () => {
    const d = all(three(), { op: "add_note", note: { id: "n", text: "hm", about: "a" }, at: [7, 7] }, { op: "delete", ids: ["a"] });
    expect(d.notes).toEqual([{ id: "n", text: "hm" }]);
    expect(all(d, { op: "set_note", id: "n", values: { text: "ha" } }).notes[0].text).toBe("ha");
    expect(applyEdit(d, { op: "delete_note", id: "n" }).layout.boxes.n).toBeUndefined();
  });
  it("places are set, and kept where an automatic one is asked for", () => {
    const d = applyEdit(three(), { op: "place", boxes: { a: [9, 9], b: null }, lock: ["a"] });
    expect([d.layout.boxes.a, d.layout.boxes.b, d.layout.locked]).toEqual([[9, 9], [300, 0], ["a"]]);
    expect(applyEdit(d, { op: "place", unlock: ["a"] }).layout.locked).toEqual([]);
  });
  it("waivers come, change and go", () => {
    const waiver = { finding: "LOG001@a", reason: "r", owner: "o", until: "2027-01-01" };
    const d = all(three(), { op: "add_waiver", waiver }, { op: "set_waiver", finding: waiver.finding, values: { owner: "p" } });
    expect(d.waivers).toEqual([{ ...waiver, owner: "p" }]);
    expect(applyEdit(d, { op: "delete_waiver", finding: waiver.finding }).waivers).toEqual([]);
  });
  it("an edit of something that is gone changes nothing that can be seen", () => {
    const d = three();
    const gone: Edit[] = [
      { op: "set", id: "x", values: { name: "n" } },
      { op: "unset", id: "x", properties: ["name"] },
      { op: "set_kind", id: "x", kind: "cache" },
      { op: "reconnect", id: "x", to: "a" },
      { op: "delete", ids: ["x"] },
      { op: "set_zone", id: "x", values: { name: "n" } },
      { op: "rename_id", id: "x", to: "y" },
    ];
    for (const edit of gone) expect(applyEdit(d, edit)).toEqual(d);
  });
  it("never changes what it was given", () => {
    const d = zoned();
    const before = structuredClone(d);
    all(d, { op: "delete", ids: ["a"] }, { op: "place", boxes: { b: [1, 1] } }, { op: "set", id: "design", values: { name: "New" } });
    expect(d).toEqual(before);
  });
});
