// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { applyEdit } from "../src/apply";
import { drawn, type Scene } from "../src/board/elements";
import type { Design, Ghosts } from "../src/types";
import { box, data, design, finding, flow } from "./designs";

const scene = (d: Design, more: Partial<Scene> = {}): Scene => ({ design: d, selection: [], focus: null, ghosts: null, findings: [], hidden: [], spot: null, ...more });
const many = design(["a", "b", "c", "d"].map((id) => box(id, "cache")), [flow("a", "b"), flow("b", "c"), flow("c", "d")]);
const changed = <T extends { id: string }>(old: T[], now: T[]): string[] => now.filter((n) => !old.includes(n)).map((n) => n.id);

describe("what React Flow is given", () => {
  const first = drawn(scene(many), [], []);

  it("is the same object while nothing changes", () => {
    const again = drawn(scene(many), first.nodes, first.edges);
    expect([again.nodes === first.nodes, again.edges === first.edges]).toEqual([true, true]);
  });
  it("changes only where an edit changed something", () => {
    const renamed = drawn(scene(applyEdit(many, { op: "set", id: "d", values: { owner: "me" } })), first.nodes, first.edges);
    expect([changed(first.nodes, renamed.nodes), changed(first.edges, renamed.edges)]).toEqual([["d"], []]);
    const moved = drawn(scene(applyEdit(many, { op: "place", boxes: { d: [900, 400] } })), first.nodes, first.edges);
    expect([changed(first.nodes, moved.nodes), changed(first.edges, moved.edges)]).toEqual([["d"], ["c>d:batch_data"]]);
  });
  it("changes one box when one is selected or has a finding", () => {
    expect(changed(first.nodes, drawn(scene(many, { selection: ["b"] }), first.nodes, first.edges).nodes)).toEqual(["b"]);
    const found = drawn(scene(many, { findings: [finding("c")] }), first.nodes, first.edges).nodes;
    expect(changed(first.nodes, found)).toEqual(["c"]);
    expect(found.find((n) => n.id === "c")!.ariaLabel).toMatch(/, 1 finding, 1 in from .+, 1 out to .+$/);
  });
  it("keeps a box under the user's hand where it is", () => {
    const held = first.nodes.map((n) => (n.id === "a" ? { ...n, dragging: true, position: { x: 5, y: 5 } } : n));
    expect(drawn(scene(many), held, first.edges).nodes[0].position).toEqual({ x: 5, y: 5 });
  });
  it("shows ghosts, marks what would go or change, and lights up a finding", () => {
    const ghosts = { components: [{ ...box("g", "log_store"), at: [0, 300] }], flows: [flow("a", "g", "logs")], removed: ["b>c:batch_data"], changed: [{ id: "b", property: "ttl", value: 5 }] } as unknown as Ghosts;
    const { nodes, edges } = drawn(scene(many, { ghosts, focus: finding("d", { where: ["c"] }) }), first.nodes, first.edges);
    const looks = Object.fromEntries([...nodes, ...edges].map((e) => [e.id, e.className]));
    expect(looks).toMatchObject({ g: "is-ghost", "a>g:logs": "is-ghost", "b>c:batch_data": "is-removed", b: "is-changed", c: "is-lit", d: "is-lit", a: "" });
  });
  it("a folded zone stands for its members", () => {
    const d = design([box("a", "cache", { zone: "z" }), box("b", "cache", { zone: "z" }), box("c", "cache")], [flow("a", "b"), flow("b", "c")], {
      zones: [{ id: "z" }],
      layout: { boxes: { a: [0, 0], b: [300, 0], c: [900, 0] }, zones: { z: { at: [0, 0], size: [600, 200], collapsed: true } }, locked: [] },
    });
    const { nodes, edges } = drawn(scene(data(d).design), [], []);
    expect(nodes.map((n) => [n.id, n.width])).toEqual([["z", 184], ["c", 184]]);
    expect(edges.map((e) => [e.id, e.source, e.target])).toEqual([["b>c:batch_data", "z", "c"]]);
  });
});
