import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyEdit } from "../src/apply";
import { CanvasStore } from "../src/store";
import type { CanvasData, Design, Edit, Outbox } from "../src/types";
import { box, data, design, finding, flow } from "./designs";

/** Python as the contract has it: exactly once by number, the design only its own. */
class Python {
  ack: Record<string, number> = {};
  docRev = 1;
  epoch = "e1";
  constructor(public design: Design) {}
  take({ client, ops }: Outbox): void {
    for (const op of ops) {
      if (op.seq <= (this.ack[client] ?? 0)) continue;
      if (op.op !== "undo" && op.op !== "dismiss") this.design = applyEdit(this.design, op as Edit);
      this.ack[client] = op.seq;
    }
  }
  change(edit: Edit): void {
    this.design = applyEdit(this.design, edit);
    this.docRev++;
  }
  says(more: Partial<CanvasData> = {}): CanvasData {
    return data(this.design, { ack: this.ack, docRev: this.docRev, epoch: this.epoch, ...more });
  }
}

const add = (id: string): Edit => ({ op: "add_component", component: box(id), at: [0, 0] });
const ids = (d: Design): string[] => d.components.map((c) => c.id);

let python: Python;
let store: CanvasStore;
let sent: Outbox[];

beforeEach(() => {
  vi.useFakeTimers();
  python = new Python(design([box("a"), box("b"), box("c")], [flow("a", "b")]));
  sent = [];
  store = new CanvasStore();
  store.connect((outbox) => sent.push(structuredClone(outbox)));
  store.receive(python.says());
});
afterEach(() => {
  store.dispose();
  vi.useRealTimers();
});

describe("edits on their way", () => {
  it("show at once and are numbered, all that is unacknowledged in each message", () => {
    store.push(add("d"));
    store.push(add("e"));
    expect(ids(store.design)).toEqual(["a", "b", "c", "d", "e"]);
    expect(sent.at(-1)!.ops.map((op) => op.seq)).toEqual([1, 2]);
    expect(store.status()).toEqual({ pending: 2, offline: false });
  });
  it("are done once though messages are doubled, merged or lost", () => {
    store.push(add("d"));
    store.push(add("e")); // the first message is lost
    python.take(sent[1]);
    python.take(sent[1]);
    python.take(sent[0]);
    store.receive(python.says());
    expect(python.ack[store.client]).toBe(2);
    expect(store.status().pending).toBe(0);
    expect(store.design).toEqual(python.design);
  });
  it("stay until they are acknowledged: an older answer takes nothing away", () => {
    store.push(add("d"));
    const old = (python.take(sent[0]), python.says());
    store.push(add("e"));
    store.receive(old);
    expect(ids(store.design)).toEqual(["a", "b", "c", "d", "e"]);
    expect(sent.at(-1)!.ops.map((op) => op.seq)).toEqual([1, 2]);
    store.push(add("f"));
    expect(sent.at(-1)!.ops.map((op) => op.seq)).toEqual([2, 3]);
  });
  it("are sent again with growing waits, then no more", () => {
    store.push(add("d"));
    const at = (ms: number): number => (vi.advanceTimersByTime(ms), sent.length);
    expect([at(3_999), at(1), at(7_999), at(1), at(15_999), at(1)]).toEqual([1, 2, 2, 3, 3, 4]);
    python.take(sent.at(-1)!);
    store.receive(python.says());
    expect(at(120_000)).toBe(4);
  });
  it("tell when an answer is late, and when it has come", () => {
    const seen: boolean[] = [];
    store.subscribe(() => seen.push(store.status().offline));
    store.push(add("d"));
    vi.advanceTimersByTime(5_001);
    expect(seen.at(-1)).toBe(true);
    python.take(sent[0]);
    store.receive(python.says());
    expect(seen.at(-1)).toBe(false);
  });
});

describe("a new mount of the same design", () => {
  it("goes on with what was under way", () => {
    store.push(add("d"));
    store.dispose();
    sent = [];
    store.receive(python.says());
    store.resume();

    expect(sent).toHaveLength(1);
    python.take(sent[0]);
    store.receive(python.says());

    expect(ids(python.design)).toContain("d");
    expect(store.status().pending).toBe(0);
  });
});

describe("a change by Python", () => {
  it("is taken over with the unacknowledged edits on top", () => {
    store.push(add("d"));
    python.change({ op: "delete", ids: ["a"] });
    store.receive(python.says());
    expect(ids(store.design)).toEqual(["b", "c", "d"]);
  });
  it("waits for the end of a gesture", () => {
    store.beginGesture();
    store.beginGesture();
    python.change(add("fix"));
    store.receive(python.says());
    store.endGesture();
    expect(ids(store.design)).toEqual(["a", "b", "c"]);
    store.push({ op: "place", boxes: { a: [50, 50] } });
    store.endGesture();
    expect(ids(store.design)).toEqual(["a", "b", "c", "fix"]);
    expect(store.design.layout.boxes.a).toEqual([50, 50]);
  });
  it("takes back an edit that it refused", () => {
    store.push(add("d"));
    python.ack[store.client] = 1;
    python.docRev++;
    store.receive(python.says());
    expect(ids(store.design)).toEqual(["a", "b", "c"]);
  });
  it("after a new start of the server keeps what it has not acknowledged", () => {
    store.push(add("d"));
    python.take(sent[0]);
    store.push(add("e"));
    python.epoch = "e2"; // came back with what was saved, acknowledgements included
    store.receive(python.says());
    expect(ids(store.design)).toEqual(["a", "b", "c", "d", "e"]);
    python.take(sent[1]);
    store.receive(python.says());
    expect(store.design).toEqual(python.design);
  });
  it("is taken over when nothing is on its way, even where Python understood an edit otherwise", () => {
    store.push(add("d"));
    python.take(sent[0]);
    python.design = applyEdit(python.design, { op: "set", id: "d", values: { name: "D" } });
    store.receive(python.says());
    expect(store.design.components.at(-1)!.name).toBe("D");
  });
  it("leaves what it did not touch the same object", () => {
    const before = store.design;
    store.receive(python.says());
    expect(store.design).toBe(before);
    python.change({ op: "set", id: "b", values: { name: "B" } });
    store.receive(python.says());
    expect(store.design.components[0]).toBe(before.components[0]);
    expect(store.design.components[1]).not.toBe(before.components[1]);
    expect(store.design.layout).toBe(before.layout);
  });
  it("takes what is gone out of the selection", () => {
    store.select(["a", "a>b:batch_data", "c"]);
    python.change({ op: "delete", ids: ["a"] });
    store.receive(python.says());
    expect(store.selection).toEqual(["c"]);
  });
});

describe("selection and findings", () => {
  it("the selection follows an id that changes", () => {
    store.select(["a>b:batch_data"]);
    store.push({ op: "set_kind", id: "a>b:batch_data", kind: "logs" });
    expect(store.selection).toEqual(["a>b:logs"]);
  });
  it("a finding of a box that is a minute old counts", () => {
    const heard = vi.fn();
    store.push(add("d"));
    python.take(sent[0]);
    store.receive(python.says({ findings: [finding("d"), finding("a")] }));
    const [fresh, old] = store.data!.findings;
    expect([store.isQuiet(fresh), store.isQuiet(old)]).toEqual([true, false]);
    store.subscribe(heard);
    vi.advanceTimersByTime(60_001);
    expect(heard).toHaveBeenCalled();
    expect(store.isQuiet(fresh)).toBe(false);
  });
  it("with fewer than three boxes all are quiet", () => {
    python.change({ op: "delete", ids: ["c"] });
    store.receive(python.says({ findings: [finding("a")] }));
    expect(store.isQuiet(store.data!.findings[0])).toBe(true);
  });
  it("the list at an anchor keeps its identity until it changes", () => {
    store.receive(python.says({ findings: [finding("a"), finding("b")] }));
    const [a, b] = [store.findingsAt("a"), store.findingsAt("b")];
    store.receive(python.says({ findings: [finding("a"), finding("b", { message: "Other." })] }));
    expect(store.findingsAt("a")).toBe(a);
    expect(store.findingsAt("b")).not.toBe(b);
    store.receive(python.says({ findings: [finding("a", { status: "waived" })] }));
    expect(store.findingsAt("a")).toEqual([]);
  });
  it("the focus ends with its finding", () => {
    store.receive(python.says({ findings: [finding("a")] }));
    store.setFocus(store.data!.findings[0]);
    store.receive(python.says({ findings: [] }));
    expect(store.focus).toBeNull();
  });
  it("an automatic layout is noticed when it is there", () => {
    store.push({ op: "arrange" });
    store.receive(python.says());
    expect(store.arranged).toBe(0);
    python.ack[store.client] = 1;
    python.change({ op: "place", boxes: { a: [1, 1] } });
    store.receive(python.says());
    expect(store.arranged).toBe(1);
  });
});
