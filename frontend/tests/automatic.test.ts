import { beforeEach, describe, expect, it } from "vitest";
import { addBox, addNote, drop } from "../src/actions";
import { arrange, movable } from "../src/arranging/automatic";
import { CanvasStore } from "../src/store";
import type { Op } from "../src/types";
import { box, data, design } from "./designs";

let store: CanvasStore;
let sent: Op[];

beforeEach(() => {
  [store, sent] = [new CanvasStore(), []];
  store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
  const placed = design([box("a"), box("b"), box("c")]);
  store.receive(data({ ...placed, layout: { ...placed.layout, locked: ["c"] } }));
});

describe("automatic positions", () => {
  it("for all, or for the selected boxes; never for what is locked", () => {
    store.select(["b", "c", "gone"]);
    expect([movable(store, "all"), movable(store, "selected"), movable(store, "new")]).toEqual([["a", "b"], ["b"], []]);
    arrange(store, "all");
    arrange(store, "selected");
    expect(sent).toMatchObject([{ op: "arrange" }, { op: "arrange", ids: ["b"] }]);
    expect("ids" in sent[0]).toBe(false);
  });
  it("for new boxes and notes, until they are placed by hand or arranged", () => {
    const [first, second] = [addBox(store, { kind: "other" }, [0, 300]), addBox(store, { kind: "other" }, [300, 300])];
    const note = addNote(store, [900, 900]);
    expect(movable(store, "new")).toEqual([first, second, note]);
    drop(store, { [first]: [40, 340] });
    store.newBoxes.settle([note]);
    expect(movable(store, "new")).toEqual([second]);
    store.push({ op: "rename_id", id: second, to: "other-name" });
    arrange(store, "new");
    expect(sent[sent.length - 1]).toMatchObject({ op: "arrange", ids: ["other-name"] });
    expect(movable(store, "new")).toEqual([]);
  });
  it("what came in one step with others is new as well, and what is deleted is not", () => {
    store.push({ op: "batch", edits: [{ op: "add_component", component: box("d"), at: [0, 500] }, { op: "add_component", component: box("e"), at: [0, 700] }] });
    store.push({ op: "delete", ids: ["e"] });
    expect(movable(store, "new")).toEqual(["d"]);
  });
});
