// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { stepFinding } from "../src/actions";
import { commandOf } from "../src/commands";
import { perform, type Place } from "../src/commands/command";
import { drawn } from "../src/board/elements";
import { isFiltering, matches, NO_FILTER } from "../src/panel/grouping";
import { FLOW_CLASSES, flipped, leftAlone, leftOut, PRESETS } from "../src/reading/flowClasses";
import { isOnCanvas, pathOf } from "../src/reading/path";
import { PLAIN_READING, savedReading, saveReading } from "../src/reading/reading";
import { endPresentation, present, slideNow, slidesNow, slidesOf, stepSlide } from "../src/reading/slides";
import { walkOrder } from "../src/reading/walk";
import { CanvasStore } from "../src/store";
import { vocabulary } from "../src/vocabulary";
import { box, data, design, finding, flow } from "./designs";

const chain = design(["a", "b", "c", "d"].map((id) => box(id)), [flow("a", "b"), flow("b", "c"), flow("c", "d"), flow("a", "d")]);
const path = (more: object, d = chain): string[] => [...pathOf(finding("a", more), d)].sort();

describe("the path of a finding", () => {
  it("is its flows and all that they connect", () => {
    expect(path({ flows: ["b>c:batch_data", "c>d:batch_data"] })).toEqual(["a", "b", "b>c:batch_data", "c", "c>d:batch_data", "d"]);
  });
  it("is the flows among its boxes where it names none", () => {
    expect(path({ where: ["b"] })).toEqual(["a", "a>b:batch_data", "b"]);
  });
  it("takes in the members of a zone and the ends of a flow", () => {
    const zoned = design([box("a", "other", { zone: "z" }), box("b")], [flow("a", "b")], { zones: [{ id: "z" }] });
    expect([...pathOf(finding("z"), zoned)]).toEqual(["z", "a"]);
    expect([...pathOf(finding("a>b:batch_data"), zoned)].sort()).toEqual(["a", "a>b:batch_data", "b"]);
  });
  it("is nowhere on the canvas for the brief, and for no finding", () => {
    expect(isOnCanvas(pathOf(finding("brief.qps_peak"), chain), chain)).toBe(false);
    expect(isOnCanvas(pathOf(finding("design", { where: ["c"] }), chain), chain)).toBe(true);
    expect(pathOf(null, chain).size).toBe(0);
  });
  it("lights up the folded zone that hides it", () => {
    const folded = design([box("a", "other", { zone: "z" }), box("b")], [flow("a", "b")], {
      zones: [{ id: "z" }],
      layout: { boxes: { a: [0, 0], b: [600, 0] }, zones: { z: { at: [0, 0], size: [300, 200], collapsed: true } }, locked: [] },
    });
    const { nodes } = drawn({ design: folded, selection: [], focus: finding("a"), ghosts: null, findings: [], hidden: [], spot: null }, [], []);
    expect(nodes.map((n) => [n.id, n.className])).toEqual([["z", "is-lit"], ["b", ""]]);
  });
});

const findings = [
  finding("a", { id: "LOG001@a", message: "Nothing is logged." }),
  finding("b", { id: "RES001@b", category: "resilience", area: "serving", message: "No fallback." }),
  finding("c", { id: "LOG002@c", severity: "warning", message: "Logged, but not the model." }),
];

function reader(): CanvasStore {
  const store = new CanvasStore(() => 1e9);
  store.receive(data(chain, { findings }));
  return store;
}

describe("the filter", () => {
  const ids = (words: string): string[] => findings.filter((one) => matches(one, { ...NO_FILTER, words })).map((one) => one.id);

  it("wants every word, in any case, anywhere in the finding", () => {
    expect(ids("  LOGGED model")).toEqual(["LOG002@c"]);
    expect(ids("fallback")).toEqual(["RES001@b"]);
    expect(ids("logging")).toEqual(["LOG001@a", "LOG002@c"]);
    expect(ids(" ")).toHaveLength(3);
    expect([isFiltering({ ...NO_FILTER, words: " " }), isFiltering({ ...NO_FILTER, words: "x" })]).toEqual([false, true]);
  });
  it("governs badges and the walk, not what an element knows of itself", () => {
    const store = reader();
    store.setReading({ filter: { ...NO_FILTER, severities: ["warning"] } });
    expect([store.badgeAt("a"), store.badgeAt("c")].map((list) => list.length)).toEqual([0, 1]);
    expect(store.findingsAt("a")).toHaveLength(1);
    expect(walkOrder(store).map((f) => f.id)).toEqual(["LOG002@c"]);
    stepFinding(store, 1);
    expect(store.focus?.id).toBe("LOG002@c");
  });
  it("is told apart from a design without findings", () => {
    const store = reader();
    store.setReading({ filter: { ...NO_FILTER, words: "zebra" } });
    stepFinding(store, 1);
    expect(store.hinted?.text).toBe("No finding matches the filter");
    store.receive(data(chain));
    store.setReading({ filter: NO_FILTER });
    stepFinding(store, 1);
    expect(store.hinted?.text).toBe("No open findings");
  });
  it("keeps badges the same list while findings stay", () => {
    const store = reader();
    const before = store.badgeAt("a");
    store.setReading({ filter: { ...NO_FILTER, severities: ["error"] } });
    store.receive(data(chain, { findings, rev: 2 }));
    expect(store.badgeAt("a")).toBe(before);
  });
});

describe("the walk", () => {
  it("follows the list: by severity, then by category", () => {
    const store = reader();
    const mixed = [findings[0], findings[1], finding("d", { id: "LOG003@d" }), findings[2]];
    store.receive(data(chain, { findings: mixed, rev: 2 }));
    expect(walkOrder(store).map((f) => f.id)).toEqual(["LOG001@a", "LOG003@d", "RES001@b", "LOG002@c"]);
  });
});

describe("flows left out of sight", () => {
  const watched = design(["app", "model", "log", "alarm"].map((id) => box(id)), [flow("app", "model", "request_response"), flow("model", "log", "logs"), flow("log", "alarm", "alerts")]);
  const main = PRESETS[0].hidden;
  const scene = { design: watched, selection: [], focus: null, ghosts: null, findings: [], hidden: main, spot: null };
  const shown = (more: object): string[] => drawn({ ...scene, ...more }, [], []).edges.map((e) => e.id);

  it("every kind of flow is in one class", () => {
    expect(FLOW_CLASSES.flatMap((c) => c.kinds).sort()).toEqual(vocabulary.flows.map((f) => f.kind).sort());
  });
  it("draws the main path only, and dims what then stands alone", () => {
    expect(shown({})).toEqual(["app>model:request_response"]);
    expect([...leftAlone(watched.flows, leftOut(watched, main, new Set()))].sort()).toEqual(["alarm", "log"]);
    const { nodes } = drawn(scene, [], []);
    expect(nodes.filter((n) => n.className === "is-alone").map((n) => n.id)).toEqual(["log", "alarm"]);
  });
  it("draws a hidden flow that is selected or that a finding speaks of", () => {
    expect(shown({ selection: ["log>alarm:alerts"] })).toContain("log>alarm:alerts");
    expect(shown({ focus: finding("model", { flows: ["model>log:logs"] }) })).toContain("model>log:logs");
    expect(shown({ hidden: [] })).toHaveLength(3);
  });
  it("a tick flips one class and keeps their order", () => {
    expect(flipped(["alerts"], "logs")).toEqual(["logs", "alerts"]);
    expect(flipped(["logs", "alerts"], "logs")).toEqual(["alerts"]);
    expect(flipped(flipped(main, "logs"), "logs")).toEqual(main);
  });
});

describe("what is kept of the reading", () => {
  it("comes back for the same design, and only if it makes sense", () => {
    window.history.replaceState(null, "", "?design=one");
    saveReading({ ...PLAIN_READING, filter: { ...NO_FILTER, words: "log" }, hidden: ["logs"] });
    expect(savedReading()).toMatchObject({ filter: { words: "log" }, hidden: ["logs"] });
    window.history.replaceState(null, "", "?design=two");
    expect(savedReading()).toMatchObject({ filter: NO_FILTER, hidden: [] });
    for (const nonsense of ["{", "5", '{"severities": 1}', '["zebra"]']) {
      sessionStorage.setItem("sketchcheck:filter:two", nonsense);
      localStorage.setItem("sketchcheck:hidden-flows:two", nonsense);
      expect(savedReading()).toMatchObject({ filter: NO_FILTER, hidden: [] });
    }
  });
});

describe("a presentation", () => {
  const staged = design([box("app", "consumer_app"), box("shop", "data_source"), box("fit", "training")], [flow("shop", "fit"), flow("fit", "app", "predictions")], { brief: { problem: "Losses." } });
  const presented = (): CanvasStore => {
    const store = new CanvasStore(() => 1e9);
    store.receive(data(staged, { findings: [finding("fit")] }));
    present(store);
    return store;
  };

  it("goes through the stages that have boxes, in the order of the vocabulary", () => {
    const slides = slidesOf(staged, []);
    expect(slides.map((s) => [s.id, s.boxes.map((c) => c.id)])).toEqual([["whole", []], ["sources", ["shop"]], ["train_and_judge", ["fit"]], ["consume", ["app"]]]);
    expect(slides[0]).toMatchObject({ title: "Test", words: "Losses.", lit: null });
    expect([...slides[2].lit!].sort()).toEqual(["fit", "fit>app:predictions", "shop>fit:batch_data"]);
  });
  it("ends with the findings, if wanted", () => {
    const store = presented();
    expect(slidesNow(store).at(-1)).toMatchObject({ id: "findings", lit: new Set(["fit"]) });
    store.setReading({ endsWithFindings: false });
    expect(slidesNow(store).at(-1)!.id).toBe("consume");
  });
  it("steps to and fro, stops at its ends, and says where it is", () => {
    const store = presented();
    stepSlide(store, 1);
    expect([slideNow(store)!.id, store.announcement]).toEqual(["sources", "Sources: shop"]);
    stepSlide(store, 99);
    expect(slideNow(store)!.id).toBe("findings");
    stepSlide(store, 1);
    expect([slideNow(store)!.id, store.announcement]).toEqual(["findings", "This is the end"]);
    store.setReading({ endsWithFindings: false });
    expect(slideNow(store)!.id).toBe("consume"); // one slide fewer than where it was
    endPresentation(store);
    expect(slideNow(store)).toBeNull();
  });
  it("lets only its own commands through, and these only then", () => {
    const store = presented();
    const at = { store, view: {}, scene: {} } as Place;
    store.select(["fit"]);
    expect(perform(commandOf("delete"), at)).toBe(false);
    expect(store.design.components).toHaveLength(3);
    expect(perform(commandOf("present-end"), at)).toBe(true);
    expect(perform(commandOf("present-end"), at)).toBe(false);
  });
});
