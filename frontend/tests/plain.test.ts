// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { drawn, type Scene } from "../src/board/elements";
import { parted } from "../src/board/plain";
import { headOf, pathOf } from "../src/edges/routes";
import type { FlowEdgeType } from "../src/edges/FlowEdge";
import { box, design, finding, flow } from "./designs";

const row = design(["a", "b", "c", "d", "e"].map((id) => box(id, "cache")), [flow("a", "b"), flow("b", "c"), flow("c", "d", "logs"), flow("d", "e", "logs")]);
const scene: Scene = { design: row, selection: [], focus: null, ghosts: null, findings: [], hidden: [], spot: null };
const edges = (more: Partial<Scene> = {}): FlowEdgeType[] => drawn({ ...scene, ...more }, [], []).edges as FlowEdgeType[];
const ids = (of: { id: string }[]): string[] => of.map(({ id }) => id);
const none = new Set<string>();

describe("arrows that are drawn together", () => {
  it("are one line and its heads for each kind, and nothing of them is lost", () => {
    const all = edges();
    const { own, plain } = parted(all, none, none);
    expect(own).toEqual([]);
    expect(plain.map(({ kind }) => kind)).toEqual(["batch_data", "logs"]);
    expect(plain[0].lines).toBe(all.slice(0, 2).map((e) => pathOf(e.data!.way.route)).join(""));
    expect(plain[1].heads).toBe(all.slice(2).map((e) => headOf(e.data!.way.route)).join(""));
  });
  it("are not those of the boxes that move", () => {
    expect(ids(parted(edges(), new Set(["c"]), none).own)).toEqual(["b>c:batch_data", "c>d:logs"]);
  });
  it("are not those that are selected, lit up or have a finding", () => {
    expect(ids(parted(edges({ selection: ["a>b:batch_data"] }), none, none).own)).toEqual(["a>b:batch_data"]);
    expect(ids(parted(edges({ focus: finding("d", { flows: ["c>d:logs"] }) }), none, none).own)).toEqual(["c>d:logs"]);
    expect(ids(parted(edges(), none, new Set(["d>e:logs"])).own)).toEqual(["d>e:logs"]);
  });
});
