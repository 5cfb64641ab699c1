import { beforeEach, describe, expect, it } from "vitest";
import { dropOnFlow } from "../src/actions";
import { pipeline } from "../src/commands/pipeline";
import { fitting } from "../src/quickadd/fitting";
import { misspelt, search } from "../src/quickadd/search";
import { distance } from "../src/quickadd/slips";
import { BOX } from "../src/geometry";
import { CanvasStore } from "../src/store";
import type { Op } from "../src/types";
import { likelyFlow, vocabulary } from "../src/vocabulary";
import { box, data, design, flow } from "./designs";

describe("what fits", () => {
  it("is a short list, what the templates draw most often first", () => {
    for (const { kind } of vocabulary.kinds) for (const side of ["in", "out"] as const) expect(fitting(kind, side).length).toBeLessThanOrEqual(8);
    expect(fitting("training").map((c) => c.kind).slice(0, 2)).toEqual(["evaluation", "experiment_tracker"]);
    expect(fitting("training", "in").map((c) => c.kind)).toContain("feature_store");
  });
  it("is legal", () => {
    for (const { kind } of vocabulary.kinds) {
      for (const next of fitting(kind)) expect(vocabulary.likely[kind][next.kind] ?? vocabulary.usual[kind]?.[next.kind]).toBeDefined();
    }
  });
  it("kafka is an event stream on Kafka", () => {
    expect(search("kafka")[0]).toMatchObject({ kind: "event_stream", technology: "kafka", label: "Event stream on Kafka" });
  });
});

describe("the order of the pipeline", () => {
  it("goes from each source along the flows, the left one first, and comes round every circle once", () => {
    const boxes = { a: [0, 0], b: [300, 0], c: [600, 0], d: [300, 200], x: [900, 0], y: [1200, 0], s: [-300, 0] } as Record<string, [number, number]>;
    const all = ["d", "c", "b", "a", "y", "x", "s"].map((id) => box(id));
    const flows = [flow("a", "b"), flow("b", "c"), flow("a", "d"), flow("d", "c"), flow("x", "y"), flow("y", "x"), flow("s", "s")];
    expect(pipeline(design(all, flows, { layout: { boxes, zones: {}, locked: [] } }))).toEqual(["s", "a", "b", "c", "d", "x", "y"]);
  });
});

describe("a box dropped on an arrow", () => {
  let store: CanvasStore;
  let sent: Op[];
  beforeEach(() => {
    [store, sent] = [new CanvasStore(), []];
    store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
  });
  it("stands between, the first half keeps what was stated, in one step", () => {
    const d = design([box("a", "feature_pipeline"), box("b", "training"), box("v", "feature_store")], [flow("a", "b", "batch_data", { label: "daily" })]);
    store.receive(data(d));
    dropOnFlow(store, "v", "a>b:batch_data", [150, 140]);
    expect(sent).toHaveLength(1);
    expect(store.design.flows).toMatchObject([{ from: "a", to: "v", label: "daily" }, { from: "v", to: "b" }]);
    expect(store.design.layout.boxes.v).toEqual([150, 140]);
    expect(store.design.flows.map((f) => f.kind)).toEqual([likelyFlow("feature_pipeline", "feature_store"), likelyFlow("feature_store", "training")]);
    expect(store.design.flows[0].id).toBe(`a>v:${store.design.flows[0].kind}`);
  });
  it("covers no other box", () => {
    const d = design([box("a"), box("b"), box("v")], [flow("a", "b")]);
    store.receive(data(d));
    dropOnFlow(store, "v", "a>b:batch_data", [150, 10]);
    const [x, y] = store.design.layout.boxes.v;
    for (const [left, top] of [[0, 0], [300, 0]]) expect(Math.abs(x - left) >= BOX[0] || Math.abs(y - top) >= BOX[1]).toBe(true);
  });
});

describe("a slip of the finger", () => {
  it.each(["kafak", "Kakfa", "kagka", "kafca"])("%s finds Kafka first", (typed) => {
    expect(search(typed)).toEqual([]);
    expect(misspelt(typed)[0]).toMatchObject({ kind: "event_stream", technology: "kafka" });
  });
  it.each([
    ["fature stroe", "feature_store"],
    ["trainning", "training"],
    ["modle registry", "model_registry"],
    ["preprocesing", "feature_pipeline"],
  ])("%s finds %s first", (typed, kind) => {
    expect([...search(typed), ...misspelt(typed)][0]).toMatchObject({ kind });
  });
  it("a name of its own is no slip", () => {
    for (const name of ["zzzz", "Bandit", "Zorro", "x", "Cashier desk", "🚀", "(", "مستودع"]) expect(misspelt(name)).toEqual([]);
  });
  it("counts letters changed, added, left out and swapped, the same from both sides", () => {
    const pairs: [string, string, number][] = [["kafka", "kafka", 0], ["kafak", "kafka", 1], ["kafa", "kafka", 1], ["redsi", "redis", 1], ["", "abc", 3], ["training", "traning", 1], ["abc", "xyz", 3]];
    for (const [a, b, far] of pairs) expect([distance(a, b), distance(b, a)]).toEqual([far, far]);
  });
});
