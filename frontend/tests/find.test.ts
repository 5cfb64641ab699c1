import { describe, expect, it } from "vitest";
import { hits } from "../src/find/hits";
import { box, design, flow } from "./designs";

const d = design(
  [box("right", "event_stream", { name: "Zürich clicks", technology: "kafka" }), box("left", "event_stream", { name: "Orders" }), box("model", "training")],
  [flow("left", "model", "batch_data", { label: "nightly clicks" })],
  { zones: [{ id: "z", name: "Online" }], notes: [{ id: "n", text: "Who reads clicks?" }], layout: { boxes: { right: [500, 0], left: [0, 0], model: [900, 0], n: [0, 200] }, zones: {}, locked: [] } },
);

describe("finding", () => {
  it("goes by name, kind, technology, label and text; boxes first, from left to right", () => {
    expect(hits(d, "clicks")).toEqual(["right", "left>model:batch_data", "n"]);
    expect(hits(d, "event stream")).toEqual(["left", "right"]);
    expect(hits(d, "KAFKA")).toEqual(["right"]);
    expect(hits(d, "online")).toEqual(["z"]);
  });
  it("wants every word, in any order, with or without accents", () => {
    expect(hits(d, "kafka zurich")).toEqual(["right"]);
    expect(hits(d, "kafka orders")).toEqual([]);
    expect(hits(d, "  ")).toEqual([]);
  });
});
