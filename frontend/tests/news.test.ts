import { beforeEach, describe, expect, it } from "vitest";
import { partsOf } from "../dev/parts";
import { applyEdit } from "../src/apply";
import { type News, NewsReader, type Parts } from "../src/news";
import type { CanvasData, Edit } from "../src/types";
import { box, data, design, finding, flow } from "./designs";
import { dice } from "./dice";

/** Python: knows when each part became as it is (sketchcheck/news.py). */
class Teller {
  n = 0;
  private parts: Parts = {};
  private readonly since = new Map<string, number>();
  tell(of: CanvasData, heard: number): News {
    const next: Parts = structuredClone(partsOf(of));
    const keys = (parts: Parts): string[] => Object.entries(parts).flatMap(([section, some]) => Object.keys(some).map((name) => `${section} ${name}`));
    const part = (parts: Parts, key: string): unknown => parts[key.split(" ")[0]]?.[key.slice(key.indexOf(" ") + 1)];
    const changed = [...new Set([...keys(this.parts), ...keys(next)])].filter((key) => JSON.stringify(part(this.parts, key)) !== JSON.stringify(part(next, key)));
    if (changed.length) this.n++;
    for (const key of changed) this.since.set(key, this.n);
    this.parts = next;
    const news: News = { epoch: of.epoch, n: this.n, since: heard, told: {}, gone: {} };
    for (const [key, n] of this.since) {
      if (n <= heard) continue;
      const [section, name] = [key.split(" ")[0], key.slice(key.indexOf(" ") + 1)];
      if (part(next, key) !== undefined) (news.told[section] ??= {})[name] = part(next, key);
      else if (heard) (news.gone[section] ??= []).push(name);
    }
    return structuredClone(news);
  }
}

const START = data(design([box("a"), box("b"), box("c")], [flow("a", "b")], { zones: [{ id: "z" }], notes: [{ id: "n", text: "hm" }] }), {
  findings: [finding("a"), finding("b")],
});
const edited = (of: CanvasData, edit: Edit): CanvasData => ({ ...of, design: applyEdit(of.design, edit), rev: of.rev + 1 });

let python: Teller;
let reader: NewsReader;
const read = (of: CanvasData): CanvasData | null => reader.read(python.tell(of, reader.heard.n));

beforeEach(() => {
  python = new Teller();
  reader = new NewsReader();
});

describe("what is read", () => {
  it("is all of it at first, then what it was with what is new", () => {
    expect(read(START)).toEqual(START);
    const next = { ...edited(START, { op: "set", id: "b", values: { name: "B" } }), findings: [finding("b")] };
    expect(read(next)).toEqual(next);
  });
  it("follows any edits, whatever is lost, doubled or merged on its way", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const roll = dice(seed);
      [python, reader] = [new Teller(), new NewsReader()];
      let now = START;
      let heard = 0; // what Python knows of it: late, as it comes with the next edit
      for (let step = 0; step < 40; step++) {
        now = changed(now, roll, step);
        const news = python.tell(now, heard);
        if (roll(10) < 4) continue; // lost, or overtaken by the next
        expect(reader.read(news)).toEqual(now);
        if (roll(10) < 3) expect(reader.read(news)).toEqual(now);
        if (roll(10) < 5) heard = reader.heard.n;
      }
      now = changed(now, roll, 99);
      expect(read(now)).toEqual(now);
    }
  });
  it("keeps what nothing new was told of as the same object", () => {
    const before = read(START)!;
    const after = read(edited(START, { op: "place", boxes: { a: [7, 7] } }))!;
    expect(after.design.layout.boxes.a).toEqual([7, 7]);
    expect(after.design.components).toBe(before.design.components);
    expect(after.findings).toBe(before.findings);
  });
  it("keeps the order in which Python has the elements", () => {
    read(START);
    const next = edited(START, { op: "add_component", component: box("d"), index: 1 });
    expect(read(next)!.design.components.map(({ id }) => id)).toEqual(["a", "d", "b", "c"]);
  });
});

describe("an answer that is missing", () => {
  it("has all of it asked for", () => {
    read(START);
    const [first, second] = [edited(START, { op: "delete", ids: ["a"] }), edited(START, { op: "delete", ids: ["b"] })];
    python.tell(first, 1);
    expect(reader.read(python.tell(second, 2))).toBeNull();
    expect(reader.heard.n).toBe(0);
    expect(read(second)).toEqual(second);
  });
  it("is also that of a session which has begun anew", () => {
    read(START);
    python = new Teller();
    const anew = { ...START, epoch: "e2" };
    python.tell(anew, 0);
    expect(reader.read(python.tell({ ...anew, rev: 9 }, 1))).toBeNull();
    expect(read({ ...anew, rev: 9 })).toEqual({ ...anew, rev: 9 });
  });
  it("does not hide that an old one comes again", () => {
    const old = python.tell(START, 0);
    reader.read(old);
    const next = edited(START, { op: "delete", ids: ["a"] });
    read(next);
    expect(reader.read(old)).toEqual(next);
  });
});

function changed(now: CanvasData, roll: (sides: number) => number, step: number): CanvasData {
  const some = <T>(list: T[]): T => list[roll(list.length)];
  const id = some(now.design.components)?.id ?? "none";
  const edits: Edit[] = [
    { op: "add_component", component: box(`x${step}`), index: 0 },
    { op: "set", id, values: { name: `${step}` } },
    { op: "unset", id, properties: ["name"] },
    { op: "delete", ids: [id] },
    { op: "add_flow", flow: { from: id, to: some(now.design.components)?.id ?? "none", kind: "logs" } },
    { op: "place", boxes: { [id]: [step, step] } },
    { op: "add_zone", zone: { id: `y${step}` }, area: { at: [0, 0], size: [9, 9] } },
    { op: "delete_zone", id: some(now.design.zones)?.id ?? "none" },
    { op: "set_brief", values: { problem: `${step}` } },
  ];
  const next = edited(now, some(edits));
  const judged = roll(10) < 3 ? now.findings : next.design.components.filter(() => roll(10) < 3).map(({ id: at }) => finding(at));
  return { ...next, findings: judged, ack: { ...now.ack, [some(["one", "two"])]: step } };
}
