import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { View } from "../src/board/useView";
import type { CanvasScene, Sheet } from "../src/context";
import { COMMANDS } from "../src/commands";
import { GROUPS, keysShown } from "../src/commands/command";
import { NUDGE_ENDS, settleNudge } from "../src/commands/nudging";
import { isPlain, pressed, written } from "../src/keys";
import { CanvasStore } from "../src/store";
import type { Op } from "../src/types";
import { box, data, design, flow } from "./designs";

let store: CanvasStore;
let sent: Op[];
let sheet: Sheet | null;
const view = { centre: () => [0, 0], fit: vi.fn(), reveal: vi.fn(), onBoard: () => [0, 0] } as unknown as View;
const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
const scene = (): CanvasScene => ({ sheet, open: (next) => (sheet = next), root: { current: null }, board: { current: null }, pointer: { current: null }, heading: { current: null } });
const press = (name: string, more: Partial<KeyboardEvent> = {}): boolean => pressed(key(name, more), store, view, scene());

beforeEach(() => {
  vi.useFakeTimers();
  [store, sent, sheet] = [new CanvasStore(), [], null];
  store.connect(({ ops }) => sent.push(ops[ops.length - 1]));
  const zones = { z: { at: [0, 0] as [number, number], size: [900, 400] as [number, number] } };
  const boxes: Record<string, [number, number]> = { a: [20, 40], b: [300, 40], c: [2000, 0] };
  store.receive(data(design([box("a", "other", { zone: "z" }), box("b", "other", { zone: "z" }), box("c")], [flow("a", "b"), flow("a", "c")], { zones: [{ id: "z" }], layout: { boxes, zones, locked: [] } })));
});
afterEach(() => {
  store.dispose();
  vi.useRealTimers();
});

describe("nudges", () => {
  it("add up to one move once the keys rest, and what Python says meanwhile waits", () => {
    store.select(["a"]);
    press("ArrowDown");
    press("ArrowDown", { shiftKey: true });
    press("ArrowLeft");
    store.receive({ ...data(store.design), docRev: 2 });
    expect([sent, store.nudge]).toEqual([[], { ids: ["a"], by: [-8, 40] }]);
    expect(store.status().pending).toBe(1);
    vi.advanceTimersByTime(NUDGE_ENDS);
    expect(sent).toMatchObject([{ op: "place", boxes: { a: [12, 80] } }]);
    expect(store.nudge).toBeNull();
  });
  it("take a zone's members along", () => {
    store.select(["z"]);
    press("ArrowRight", { shiftKey: true });
    settleNudge(store);
    expect(sent).toMatchObject([{ op: "place", boxes: { a: [52, 40], b: [332, 40] }, zones: { z: { at: [32, 0] } } }]);
  });
  it("need something to move", () => {
    expect(press("ArrowDown")).toBe(false);
  });
});

describe("keys", () => {
  it("open the quick ways from the one selected box", () => {
    store.select(["a"]);
    press("/");
    expect(sheet).toEqual({ show: "add", from: "a" });
    press("c");
    expect(sheet).toEqual({ show: "connect", from: "a" });
    store.select(["a", "b"]);
    press("/");
    expect(sheet).toEqual({ show: "add", from: undefined });
  });
  it("undo and redo, and say when there is nothing", () => {
    press("z", { ctrlKey: true });
    expect([sent, store.hinted?.text]).toEqual([[], "Nothing to undo"]);
    store.receive({ ...data(store.design), canUndo: true });
    press("z", { ctrlKey: true });
    press("Z", { metaKey: true, shiftKey: true });
    press("y", { ctrlKey: true });
    expect(sent.map((op) => op.op)).toEqual(["undo", "redo", "redo"]);
  });
  it("say what they need, where they can do nothing", () => {
    const heard = ["c", "k", "o", "F2", "n"].map((name) => {
      store.select([]);
      press(name);
      return store.hinted?.text;
    });
    expect(heard).toEqual(["Select one box first", "Select an arrow first: o goes round those of a box", "Select a box first", "Select one thing first", "No open findings"]);
    expect(store.announcement).toBe("No open findings");
  });
  it("select all, delete all", () => {
    press("a", { ctrlKey: true });
    press("Delete");
    expect([store.design.components, store.design.flows, store.design.zones]).toEqual([[], [], []]);
    expect(press("Backspace")).toBe(false);
  });
  it("go round the arrows of a box", () => {
    store.select(["a"]);
    const seen = [1, 2, 3].map(() => (press("o"), store.selection[0]));
    expect(seen).toEqual(["a>b:batch_data", "a>c:batch_data", "a>b:batch_data"]);
    press("k");
    expect(sheet).toMatchObject({ show: "kind", flow: "a>b:batch_data" });
  });
  it("Escape closes first, then clears", () => {
    store.select(["a"]);
    sheet = { show: "help" };
    press("Escape");
    expect([sheet, store.selection]).toEqual([null, ["a"]]);
    press("Escape");
    expect(store.selection).toEqual([]);
  });
  it("leave the browser's own alone", () => {
    for (const name of ["r", "t", "w", "l", "c", "p"]) expect(press(name, { ctrlKey: true })).toBe(false);
    expect(press("Tab")).toBe(false);
  });
  it("plain ones are letters and signs without a command key", () => {
    expect([key("c"), key("?"), key("c", { ctrlKey: true } as never), key("Delete")].map((k) => isPlain(k as KeyboardEvent))).toEqual([true, true, false, false]);
  });
});

describe("commands", () => {
  it("are declared once, with a key of their own", () => {
    const ids = COMMANDS.map((c) => c.id);
    const keys = COMMANDS.flatMap((c) => (c.keys ?? []).map((one) => `${c.presenting ? "presenting " : ""}${one}`));
    expect([new Set(ids).size, new Set(keys).size]).toEqual([ids.length, keys.length]);
    for (const { group } of COMMANDS) expect(GROUPS).toContain(group);
  });
  it("write their keys as people read them", () => {
    const shown = Object.fromEntries(COMMANDS.map((c) => [c.id, keysShown(c)]));
    expect(shown).toMatchObject({ redo: "Ctrl Shift Z, Ctrl Y", add: "/", "zoom-in": "+", "zoom-out": "−", delete: "Delete, Backspace", escape: "Esc" });
  });
  it("declare keys as they are pressed", () => {
    const events = [key("?", { shiftKey: true }), key("Z", { ctrlKey: true, shiftKey: true }), key("z", { metaKey: true }), key("ArrowUp", { shiftKey: true }), key("a", { ctrlKey: true, altKey: true })];
    expect(events.map(written)).toEqual(["?", "Mod+Shift+z", "Mod+z", "Shift+ArrowUp", "Mod+Alt+a"]);
  });
});
