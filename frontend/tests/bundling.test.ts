// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { drawn, type Scene } from "../src/board/elements";
import { bundled, bundleTitle, type Single } from "../src/edges/bundling";
import { box, design, finding, flow } from "./designs";
import { dice } from "./dice";

const single = (from: string, to: string, kind: string): Single => ({ flow: flow(from, to, kind), from, to });
const KINDS = ["logs", "metrics", "alerts", "metadata", "features"];

describe("bundling", () => {
  it("draws a few flows between two boxes side by side, more as one; a folded zone takes one from each", () => {
    const three = KINDS.slice(0, 3).map((kind) => single("a", "b", kind));
    expect(bundled(three, () => false).map((arrow) => arrow.flows.length)).toEqual([1, 1, 1]);
    expect(bundled([...three, single("a", "b", "features")], () => false).map((arrow) => arrow.flows.length)).toEqual([4]);
    expect(bundled(three, (id) => id === "b").map((arrow) => arrow.flows.length)).toEqual([3]);
  });
  it("keeps apart what runs the other way", () => {
    expect(bundled([single("a", "z", "logs"), single("z", "a", "features")], (id) => id === "z").map((arrow) => arrow.flows.length)).toEqual([1, 1]);
  });
  it("names the count, and the kind where it is one", () => {
    expect(bundleTitle([flow("a", "b", "logs"), flow("c", "b", "logs")])).toBe("2 × Logs");
    expect(bundleTitle([flow("a", "b", "logs"), flow("a", "b", "metrics")])).toBe("2 flows");
  });
  it("loses no flow, draws none twice, and gives each arrow an id of its own", () => {
    for (let seed = 0; seed < 300; seed++) {
      const roll = dice(seed);
      const all = Array.from({ length: roll(30) }, (_, i) => {
        const [from, to] = [`b${roll(4)}`, `b${roll(4)}`];
        return { flow: { ...flow(from, to, KINDS[roll(KINDS.length)]), id: `f${i}` }, from, to };
      });
      const arrows = bundled(all, (id) => id === "b0");
      const drawnIds = arrows.flatMap((arrow) => arrow.flows.map((f) => f.id));
      expect([...drawnIds].sort()).toEqual(all.map(({ flow: f }) => f.id).sort());
      expect(new Set(arrows.map((arrow) => arrow.id)).size).toBe(arrows.length);
      for (const { from, to, flows } of arrows) expect(flows.every((f) => f.from === from && f.to === to)).toBe(true);
    }
  });
});

describe("a bundle on the canvas", () => {
  const d = design([box("a", "cache", { zone: "z" }), box("b", "cache", { zone: "z" }), box("c", "cache")], [flow("a", "c"), flow("b", "c"), flow("c", "a")], {
    zones: [{ id: "z", name: "Folded" }],
    layout: { boxes: { a: [0, 0], b: [300, 0], c: [900, 0] }, zones: { z: { at: [0, 0], size: [600, 200], collapsed: true } }, locked: [] },
  });
  const scene = (more: Partial<Scene> = {}): Scene => ({ design: d, selection: [], focus: null, ghosts: null, findings: [], hidden: [], spot: null, ...more });
  const first = drawn(scene(), [], []);

  it("is one arrow that says what it is, and stays the same while nothing changes", () => {
    expect(first.edges.map((e) => [e.id, e.type])).toEqual([["z=>c", "bundle"], ["c>a:batch_data", "flow"]]);
    expect(first.edges[0].ariaLabel).toBe("2 × Batch data from Folded to c");
    expect(drawn(scene(), first.nodes, first.edges).edges).toBe(first.edges);
  });
  it("lets out the flow that is selected or that a finding speaks of", () => {
    const ids = (more: Partial<Scene>) => drawn(scene(more), first.nodes, first.edges).edges.map((e) => [e.id, !!e.selected]);
    expect(ids({ selection: ["b>c:batch_data"] })).toEqual([["z=>c", false], ["b>c:batch_data", true], ["c>a:batch_data", false]]);
    expect(ids({ focus: finding("a", { flows: ["a>c:batch_data"] }) })).toEqual([["z=>c", false], ["a>c:batch_data", false], ["c>a:batch_data", false]]);
  });
});
