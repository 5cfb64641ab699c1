import { beforeEach, describe, expect, it } from "vitest";
import * as act from "../src/actions";
import { BOX, clearPlace, droppedAt, freePlace, zoneAt } from "../src/geometry";
import { freshId } from "../src/ids";
import { OTHER_WORDS } from "../src/quickadd/otherWords";
import { search, unknown } from "../src/quickadd/search";
import { CanvasStore } from "../src/store";
import type { Design, Op } from "../src/types";
import { vocabulary } from "../src/vocabulary";
import { box, data, design, finding, flow } from "./designs";

let store: CanvasStore;
let sent: Op[];

function start(d: Design): void {
  store = new CanvasStore();
  sent = [];
  store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
  store.receive(data(d));
}

beforeEach(() => start(design([box("source", "event_stream"), box("scorer", "serving_endpoint"), box("log", "log_store")])));

describe("ids", () => {
  it("come from what people call the thing, are legal and unique", () => {
    const d = design([box("kafka"), box("kafka-2")], [], { zones: [{ id: "zone" }], notes: [{ id: "note", text: "" }] });
    expect(["kafka", "Zone", "note", "Élan 9!", "42", "design", "x".repeat(90)].map((words) => freshId(d, words))).toEqual([
      "kafka-3", "zone-2", "note-2", "elan_9", "box", "design-2", "x".repeat(64),
    ]);
  });
  it("of every kind and technology fit the file format", () => {
    const words = [...vocabulary.kinds.map((k) => k.kind), ...vocabulary.technologies.map((t) => t.id)];
    for (const word of words) expect(freshId(design(), word)).toMatch(/^[a-z][a-z0-9_-]{0,63}$/);
  });
});

describe("a connected box", () => {
  it("is one batch, stands to the right and is selected", () => {
    const id = act.addConnected(store, { kind: "feature_pipeline", technology: "spark" }, "source");
    expect(sent[0]).toMatchObject({ op: "batch", edits: [{ op: "add_component", component: { id: "spark", technology: "spark" } }, { op: "add_flow", flow: { from: "source", to: "spark" } }] });
    expect(store.selection).toEqual([id]);
    expect(store.design.layout.boxes[id][0]).toBe(BOX[0] + 72);
  });
  it("is fed by an arrow the other way where only that is legal", () => {
    const [from, to] = oneWay();
    expect(act.wayBetween(to, from)).toEqual({ kind: vocabulary.likely[from][to], reversed: true });
    start(design([box("a", to)]));
    act.addConnected(store, { kind: from }, "a");
    expect(store.design.flows[0]).toMatchObject({ to: "a" });
  });
  it("before a box feeds it from the left", () => {
    act.addConnected(store, { kind: "event_stream" }, "scorer", undefined, "in");
    const added = store.design.components.at(-1)!;
    expect(store.design.flows[0]).toMatchObject({ from: added.id, to: "scorer" });
    expect(store.design.layout.boxes[added.id][0]).toBeLessThan(store.design.layout.boxes.scorer[0]);
  });
  it("covers no other box", () => {
    for (let i = 0; i < 8; i++) act.addConnected(store, { kind: "cache" }, "scorer");
    const places = Object.values(store.design.layout.boxes);
    for (const a of places) for (const b of places) if (a !== b) expect(Math.abs(a[0] - b[0]) >= BOX[0] || Math.abs(a[1] - b[1]) >= BOX[1]).toBe(true);
  });
});

function oneWay(): [string, string] {
  for (const [from, row] of Object.entries(vocabulary.likely)) {
    const to = Object.keys(row).find((kind) => !vocabulary.likely[kind]?.[from]);
    if (to) return [from, to];
  }
  throw new Error("every flow has a way back");
}

describe("connecting", () => {
  it("takes the likely kind, and an id of its own the second time", () => {
    const first = act.connect(store, "scorer", "log");
    const second = act.connect(store, "scorer", "log");
    expect(second).toBe(`${first}-2`);
    expect(store.design.flows.map((f) => f.id)).toEqual([first, second]);
    expect(sent[0]).not.toHaveProperty("flow.id");
  });
  it("refuses a box itself and what is gone", () => {
    expect([act.connect(store, "log", "log"), act.connect(store, "log", "gone")]).toEqual([null, null]);
    expect(sent).toEqual([]);
  });
  it("a box dropped on a flow goes into its middle", () => {
    start(design([box("a", "event_stream"), box("b", "raw_store")], [flow("a", "b", "stream_data")]));
    act.insertOnFlow(store, { kind: "data_validation" }, "a>b:stream_data");
    expect(store.design.flows.map((f) => [f.from, f.to])).toEqual([["a", "data_validation"], ["data_validation", "b"]]);
  });
});

describe("zones", () => {
  const zoned = (): Design =>
    design([box("a", "other", { zone: "z" }), box("b")], [], { zones: [{ id: "z" }], layout: { boxes: { a: [20, 40], b: [900, 40] }, zones: { z: { at: [0, 0], size: [300, 200] } }, locked: [] } });

  it("take in a box that is dropped in them and let go of one that is dropped outside, in one batch", () => {
    start(zoned());
    act.drop(store, { b: [100, 60] });
    expect(sent[0]).toEqual({ op: "batch", title: "Move", on: 1, edits: [{ op: "place", boxes: { b: [100, 60] } }, { op: "assign_zone", ids: ["b"], zone: "z" }], seq: 1 });
    act.drop(store, { a: [600, 600] });
    expect(store.design.components.map((c) => c.zone)).toEqual([undefined, "z"]);
  });
  it("move with their members, who stay members", () => {
    start(zoned());
    act.drop(store, { z: [1000, 1000], a: [1020, 1040] });
    expect(sent[0]).toMatchObject({ op: "place", boxes: { a: [1020, 1040] }, zones: { z: { at: [1000, 1000], size: [300, 200] } } });
  });
  it("a move of nothing is no edit", () => {
    start(zoned());
    act.drop(store, { a: [20.2, 39.9] });
    expect(sent).toEqual([]);
  });
  it("are made around the selected boxes", () => {
    store.select(["scorer", "log"]);
    act.addZone(store, [0, 0]);
    expect(store.design.components.map((c) => c.zone)).toEqual([undefined, "zone", "zone"]);
    expect(zoneAt(store.design, [store.design.layout.boxes.log[0] + 10, 10])).toBe("zone");
    expect(store.renaming).toBe("zone");
  });
  it("deleted together with boxes leave the others in place", () => {
    start(zoned());
    act.remove(store, ["z", "b"]);
    expect(store.design.components).toEqual([box("a")]);
  });
});

describe("the rest", () => {
  it("renames what can be renamed, and says nothing when nothing changed", () => {
    act.rename(store, "scorer", "scorer");
    act.rename(store, "scorer", " Fraud scorer ");
    act.rename(store, "scorer", "");
    expect(sent).toMatchObject([{ op: "set", values: { name: "Fraud scorer" } }, { op: "unset", properties: ["name"] }]);
  });
  it("goes round the open findings that count", () => {
    store.receive(data(store.data!.design, { findings: [finding("scorer"), finding("log"), finding("source", { status: "waived" })] }));
    const seen = [1, 1, 1, -1].map((step) => (act.stepFinding(store, step as 1 | -1), store.focus?.anchor));
    expect(seen).toEqual(["scorer", "log", "scorer", "log"]);
    expect(store.selection).toEqual(["log"]);
  });
  it("applies ghosts where they were shown", () => {
    const ghost = { ...box("t", "log_store"), at: [70, 80] };
    const edits = [{ op: "add_component", component: box("t", "log_store") }];
    store.receive(data(store.data!.design, { ghosts: { finding: "x", fix: 0, title: "Log", kind: "structural", edits, components: [ghost], flows: [], removed: [], changed: [] } as never }));
    act.applyGhosts(store);
    expect(sent[0]).toMatchObject({ op: "batch", title: "Log", edits: [{ at: [70, 80] }] });
    expect(store.data!.ghosts).toBeNull();
  });
  it("finds a free place", () => {
    const d = design([box("a")]);
    expect(freePlace(d, [1000, 0])).toEqual([1000, 0]);
    expect(freePlace(d, [10, 10])).not.toEqual([10, 10]);
  });
});

describe("search", () => {
  it("finds technologies, kinds and stages", () => {
    expect(search("kafka")[0]).toMatchObject({ kind: "event_stream", technology: "kafka", label: expect.stringMatching(/ on Kafka$/) });
    expect(search("feature st")[0]).toMatchObject({ kind: "feature_store" });
    expect(search("feature st")[0].technology).toBeUndefined();
    expect(search("observe").map((c) => c.kind)).toContain("drift_monitor");
    expect(search("no such thing at all")).toEqual([]);
    expect(search("(*").length).toBe(0);
  });
  it("offers every kind when nothing is typed", () => {
    expect(search("", 100).map((c) => c.kind)).toEqual(vocabulary.kinds.map((k) => k.kind));
  });
});

describe("search in other words", () => {
  it("finds words that do not stand together, and what a kind is called otherwise", () => {
    expect(search("online feature store")[0]).toMatchObject({ kind: "feature_store" });
    expect(search("data lake")[0]).toMatchObject({ kind: "raw_store" });
    expect(search("redis cache")[0]).toMatchObject({ kind: "cache", technology: "redis" });
  });
});

describe("the end of an arrow", () => {
  const two = () => design([box("a", "data_source"), box("b", "warehouse"), box("c", "warehouse")], [flow("a", "b"), flow("a", "c")]);

  it("goes to another box and keeps its kind", () => {
    start(two());
    act.reconnect(store, "a>b:batch_data", "from", "c");
    expect(sent).toMatchObject([{ op: "reconnect", id: "a>b:batch_data", from: "c" }]);
    expect(store.design.flows.map((f) => f.id)).toContain("c>b:batch_data");
    expect(store.announcement).toBe("Now from c to b");
  });
  it("stays where it would double a flow or lead back to its own box", () => {
    start(two());
    act.reconnect(store, "a>b:batch_data", "to", "c");
    expect(store.hinted?.text).toBe("There is such a flow already");
    act.reconnect(store, "a>b:batch_data", "to", "a");
    expect([sent, store.hinted?.text]).toEqual([[], "A box is not connected to itself"]);
  });
});

describe("zones and the boxes under them", () => {
  const spread = () => design([box("a"), box("b")], [], { zones: [{ id: "z" }], layout: { boxes: { a: [20, 40], b: [400, 40] }, zones: { z: { at: [0, 0], size: [300, 200] } }, locked: [] } });

  it("take in what a new frame holds, and lose what it leaves out", () => {
    start(spread());
    act.resizeZone(store, "z", { at: [0, 0], size: [700, 200] });
    expect(sent[0]).toMatchObject({ op: "batch", edits: [{ op: "place" }, { op: "assign_zone", ids: ["b"], zone: "z" }] });
    act.resizeZone(store, "z", { at: [0, 0], size: [300, 200] });
    expect(sent[1]).toMatchObject({ op: "batch", edits: [{ op: "place" }, { op: "assign_zone", ids: ["b"], zone: null }] });
  });
  it("are empty where there is room, or around what they were let go on", () => {
    start(spread());
    const id = act.addZone(store, [200, 100]);
    const { at, size } = store.design.layout.zones[id];
    for (const [x, y] of Object.values(store.design.layout.boxes)) expect(x + BOX[0] <= at[0] || x >= at[0] + size[0] || y + BOX[1] <= at[1] || y >= at[1] + size[1]).toBe(true);
    act.dropZone(store, [380, 20]);
    expect(sent[1]).toMatchObject({ op: "batch", edits: [{ op: "add_zone" }, { op: "assign_zone", ids: ["b"] }] });
  });
});

describe("what is lit up", () => {
  it("goes dark when something else is chosen, and stays for what it speaks of", () => {
    const found = finding("scorer", { where: ["log"] });
    store.receive({ ...data(store.design), findings: [found] });
    act.showFinding(store, found.id);
    store.select(["log"]);
    expect(store.focus?.id).toBe(found.id);
    store.select(["source"]);
    expect(store.focus).toBeNull();
  });
});

describe("a box that is let go on another", () => {
  it("stands beside it", () => {
    const d = design([box("a")], [], { layout: { boxes: { a: [0, 0] }, zones: {}, locked: [] } });
    expect(droppedAt(d, [10, 10])).not.toEqual([10, 10]);
    expect(droppedAt(d, [190, 0])).toEqual([190, 0]);
  });
});

describe("other words", () => {
  it("are of kinds that there are", () => {
    for (const kind of Object.keys(OTHER_WORDS)) expect(vocabulary.kinds.map((k) => k.kind)).toContain(kind);
  });
  it("that nobody knows make a box of no kind with that name", () => {
    act.addBox(store, unknown(" wobbly thing "), [0, 0]);
    expect(store.design.components.at(-1)).toMatchObject({ id: "wobbly_thing", kind: "other", name: "wobbly thing" });
  });
});

describe("a place for a new box", () => {
  it("is on no zone's frame", () => {
    const d = design([], [], { zones: [{ id: "z" }], layout: { boxes: {}, zones: { z: { at: [0, 0], size: [400, 300] } }, locked: [] } });
    for (const wanted of [[-80, 20], [380, 100], [100, 5], [100, 280]] as [number, number][]) {
      const [x, y] = clearPlace(d, wanted);
      const outside = x + BOX[0] <= 0 || x >= 400 || y + BOX[1] <= 0 || y >= 300;
      const inside = x >= 0 && x + BOX[0] <= 400 && y >= 28 && y + BOX[1] <= 300;
      expect(inside || outside).toBe(true);
    }
  });
});
