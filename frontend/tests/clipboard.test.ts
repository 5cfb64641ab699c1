import { beforeEach, describe, expect, it, vi } from "vitest";
import type { View } from "../src/board/useView";
import { copied, pasteText, takeAway } from "../src/clipboard/clipboard";
import { cutOut, inWords } from "../src/clipboard/fragment";
import { insert } from "../src/clipboard/insert";
import { yamlOf } from "../src/clipboard/yaml";
import type { CanvasScene } from "../src/context";
import { BOX, rectOf } from "../src/geometry";
import { CanvasStore } from "../src/store";
import type { CanvasData, Clip, Design, Op } from "../src/types";
import { box, data, design, flow } from "./designs";

let store: CanvasStore;
let sent: Op[];
let pointer: { x: number; y: number } | null;
const view = { at: ({ x, y }: { x: number; y: number }) => [x, y], keep: vi.fn() } as unknown as View;
const at = () => ({ store, view, scene: { root: { current: null }, pointer: { current: pointer } } as unknown as CanvasScene });

function start(d: Design): void {
  [store, sent, pointer] = [new CanvasStore(), [], null];
  store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
  store.receive(data(d));
}

const SMALL = design([box("a", "event_stream", { name: "Clicks: all", technology: ["kafka"] }), box("b", "training", { zone: "z" }), box("c")], [flow("a", "b"), flow("a", "b", "batch_data", { id: "again" }), flow("b", "c")], {
  zones: [{ id: "z", name: "Online" }],
  notes: [{ id: "n", text: "why\n\"this\"?", about: "c" }],
  layout: { boxes: { a: [0, 0], b: [300, 60], c: [2000, 0], n: [0, 300] }, zones: { z: { at: [260, 0], size: [320, 240] } }, locked: [] },
});

beforeEach(() => start(SMALL));

describe("a part of a design", () => {
  it("is the boxes and notes with the flows between them, and what lies in a zone", () => {
    const part = cutOut(store.design, ["a", "z", "n", "b>c:batch_data"])!;
    expect([part.components, part.zones, part.flows, part.notes].map((list) => list.map((e) => e.id))).toEqual([["a", "b"], ["z"], ["a>b:batch_data", "again"], ["n"]]);
    expect(part.components[1].zone).toBe("z");
    expect(part.notes[0].about).toBeUndefined();
    expect(inWords(part)).toBe("2 boxes, 1 zone, 1 note");
  });
  it("leaves its zone behind, unless that comes too; an arrow alone is none", () => {
    expect(cutOut(store.design, ["b"])!.components[0].zone).toBeUndefined();
    expect(cutOut(store.design, ["again"])).toBeNull();
  });
  it("is written as a design file", () => {
    expect(yamlOf(cutOut(store.design, ["a", "z", "n"])!)).toBe(`sketchcheck: 1
zones:
  - {id: z, name: Online}
components:
  - id: a
    kind: event_stream
    name: "Clicks: all"
    technology: [kafka]
  - id: b
    kind: training
    zone: z
flows:
  - {from: a, to: b, kind: batch_data}
  - {id: again, from: a, to: b, kind: batch_data}
notes:
  - {id: n, text: "why\\n\\"this\\"?"}
layout:
  boxes: {a: [0, 0], b: [300, 60], "n": [0, 300]}
  zones: {z: {at: [260, 0], size: [320, 240]}}
`.replace("{id: n,", '{id: "n",'));
  });
});

describe("inserting", () => {
  it("is one step with free ids, the names stay, what came is selected and covers nothing", () => {
    insert(store, cutOut(store.design, ["a", "z"])!, null, "Duplicate");
    expect(sent).toHaveLength(1);
    expect(store.selection).toEqual(["a-2", "b-2", "z-2"]);
    const [a, b] = ["a-2", "b-2"].map((id) => store.design.components.find((c) => c.id === id)!);
    expect([a.name, b.zone]).toEqual(["Clicks: all", "z-2"]);
    expect(store.design.flows.slice(3)).toMatchObject([{ id: "a-2>b-2:batch_data" }, { id: "a-2>b-2:batch_data-2" }]);
    const places = Object.values(store.design.layout.boxes);
    for (const p of places) for (const q of places) if (p !== q) expect(Math.abs(p[0] - q[0]) >= BOX[0] || Math.abs(p[1] - q[1]) >= BOX[1]).toBe(true);
  });
  it("keeps ids that are free, puts the middle at the pointer and takes the zone there", () => {
    const part = cutOut(store.design, ["c"])!;
    start(design([box("x")], [], { zones: [{ id: "here" }], layout: { boxes: { x: [0, 0] }, zones: { here: { at: [1000, 1000], size: [600, 600] } }, locked: [] } }));
    insert(store, part, [1300, 1300], "Paste");
    expect(store.selection).toEqual(["c"]);
    expect(store.design.components[1].zone).toBe("here");
    const { x, y } = rectOf(store.design.layout.boxes.c);
    expect([x + BOX[0] / 2, y + BOX[1] / 2]).toEqual([1300, 1300]);
  });
});

describe("the clipboard", () => {
  const told = (clip: Clip | null): CanvasData => data(SMALL, { ack: { [store.client]: 1 }, clip });
  it("pastes what was copied here without asking", () => {
    store.select(["a"]);
    pasteText(at(), copied(at())!.replaceAll("\n", "\r\n"));
    expect(sent).toMatchObject([{ op: "batch", title: "Paste Clicks: all" }]);
    expect(store.selection).toEqual(["a-2"]);
  });
  it("cuts: all of it goes, boxes of a zone too", () => {
    store.select(["z"]);
    copied(at());
    takeAway(at());
    expect([store.design.zones, store.design.components.map((c) => c.id)]).toEqual([[], ["a", "c"]]);
  });
  it("has Python read any other text, once", () => {
    pasteText(at(), "components: [{id: q, kind: cache}]");
    expect(sent).toMatchObject([{ op: "read_text", text: "components: [{id: q, kind: cache}]" }]);
    const clip = { client: store.client, seq: 1, design: design([box("q", "cache")]) };
    const answer = data(SMALL, { ack: { [store.client]: 1 }, clip });
    store.receive({ ...answer, clip: { ...clip, client: "another tab" } });
    expect(store.selection).toEqual([]);
    pasteText(at(), "components: [{id: q, kind: cache}]");
    const again = data(SMALL, { ack: { [store.client]: 2 }, clip: { ...clip, seq: 2 } });
    store.receive(again);
    store.receive(again);
    expect(store.design.components.map((c) => c.id)).toEqual(["a", "b", "c", "q"]);
    expect(store.selection).toEqual(["q"]);
  });
  it("waits while a person corrects what was read of a drawing, also when other answers come", () => {
    pasteText(at(), "flowchart LR");
    const clip = { client: store.client, seq: 1, design: null };
    for (let n = 0; n < 2; n++) store.receive(told(clip));
    expect(store.design.components).toHaveLength(3);
    const done = told({ ...clip, design: design([box("q", "cache")]) });
    store.receive(done);
    store.receive(done);
    expect(store.design.components.map((c) => c.id)).toEqual(["a", "b", "c", "q"]);
    expect(sent.at(-1)).toMatchObject({ op: "batch", title: expect.stringContaining("Paste") });
  });
  it("inserts nothing when the person has left it", () => {
    pasteText(at(), "flowchart LR");
    const clip = { client: store.client, seq: 1, design: null };
    store.receive(told(clip));
    store.receive(told(null));
    store.receive(told({ ...clip, design: design([box("q", "cache")]) }));
    expect(store.design.components).toHaveLength(3);
  });
  it("says why nothing is pasted", () => {
    pasteText(at(), "  ");
    expect([sent, store.hinted?.text]).toEqual([[], "Nothing to paste: copy boxes first"]);
  });
});
