import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Draft, RESTS, type Shelf } from "../src/text/draft";
import { applied, rebased } from "../src/text/merge";
import { elementAt, lastLine } from "../src/text/places";
import type { TextData, TextProblem, TextRequest } from "../src/types";

const BASE = "name: Mine\ncomponents:\n  - id: a\n    kind: event_stream\n  - id: b\n    kind: training\nlayout:\n  boxes:\n    a: [0, 0]\n";
const wrong: TextProblem = { line: 4, column: 11, message: "cannot read this" };

/** Python as the pane meets it: it says a text, and what came of the last one. */
class Fake {
  sent: (TextRequest & { seq: number })[] = [];
  shelf: ReturnType<Shelf["read"]> = null;
  draft: Draft;

  constructor(shelf: ReturnType<Shelf["read"]> = null) {
    this.shelf = shelf;
    this.draft = this.made();
  }

  made(): Draft {
    const push = (op: TextRequest): number => this.sent.push({ ...op, seq: this.sent.length + 1 });
    return new Draft(push, "tab", { read: () => this.shelf, write: (draft) => void (this.shelf = draft) }, () => {});
  }

  texts = (): string[] => this.sent.flatMap((op) => (op.op === "text" ? [op.text] : []));

  says(text: string, problems: TextProblem[] | null = null, seq = this.sent.length): void {
    const data: TextData = { text, lines: { a: 3, b: 5 }, answer: problems && { client: "tab", seq, problems } };
    this.draft.receive(data, seq);
  }
}

const editor = { change: () => {}, tell: () => {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function opened(): Fake {
  const python = new Fake();
  python.draft.open(editor);
  python.says(BASE);
  return python;
}

test("the pane asks for the text, and again when the server has begun anew", () => {
  const python = new Fake();
  python.draft.open(editor);
  expect(python.sent).toEqual([{ op: "show_text", shown: true, seq: 1 }]);
  python.draft.receive(null, 0);
  expect(python.sent).toHaveLength(1);
  python.draft.receive(null, 1);
  expect(python.sent).toHaveLength(2);
  python.says(BASE);
  expect(python.draft.mine).toBe(BASE);
  python.draft.close();
  expect(python.sent[2]).toMatchObject({ op: "show_text", shown: false });
});

test("a pane that is opened again is not in step before Python has said the text of today", () => {
  const python = opened();
  expect(python.draft.state).toBe("same");
  python.draft.close();
  python.draft.receive(null, 2);
  python.draft.open(editor);
  expect(python.draft.state).toBe("none");
  python.says(BASE.replace("Mine", "Theirs"), null, 2);
  expect(python.draft.state).toBe("none");
  python.says(BASE.replace("Mine", "Ours"));
  expect([python.draft.mine, python.draft.state]).toEqual([BASE.replace("Mine", "Ours"), "same"]);
});

test("typing is sent once the keys rest, one message at a time", () => {
  const python = opened();
  python.draft.typed(BASE.replace("Mine", "M"));
  vi.advanceTimersByTime(RESTS - 1);
  python.draft.typed(BASE.replace("Mine", "Mi"));
  expect(python.texts()).toEqual([]);
  vi.advanceTimersByTime(RESTS);
  expect(python.texts()).toEqual([BASE.replace("Mine", "Mi")]);
  python.draft.typed(BASE.replace("Mine", "Min"));
  vi.advanceTimersByTime(RESTS * 3);
  expect(python.texts()).toHaveLength(1);
  python.says(BASE.replace("Mine", "Mi"), []);
  vi.advanceTimersByTime(RESTS);
  expect(python.sent.at(-1)).toMatchObject({ base: BASE.replace("Mine", "Mi"), text: BASE.replace("Mine", "Min") });
});

test("what Python has drawn goes between what was typed while the answer was under way", () => {
  const python = opened();
  const typed = BASE.replace("Mine", "Ours");
  python.draft.typed(typed);
  vi.advanceTimersByTime(RESTS);
  python.draft.typed(typed.replace("training", "train"));
  python.draft.receive({ text: BASE.replace("[0, 0]", "[8, 8]"), lines: {}, answer: null }, 1);
  expect(python.draft.mine).toBe(typed.replace("training", "train"));
  python.says(typed.replace("[0, 0]", "[8, 8]"), []);
  expect(python.draft.mine).toBe(typed.replace("training", "train").replace("[0, 0]", "[8, 8]"));
});

test("a text that is no design stays, is drawn into, and is not sent again unchanged", () => {
  const python = opened();
  python.draft.typed(BASE.replace("training", "trai"));
  vi.advanceTimersByTime(RESTS);
  python.says(BASE, [wrong]);
  expect(python.draft.state).toBe("wrong");
  vi.advanceTimersByTime(RESTS * 2);
  expect(python.texts()).toHaveLength(1);
  python.says(BASE.replace("[0, 0]", "[8, 8]"), [wrong], 2);
  expect(python.draft.mine).toBe(BASE.replace("training", "trai").replace("[0, 0]", "[8, 8]"));
  python.draft.discard();
  expect(python.draft.mine).toBe(BASE.replace("[0, 0]", "[8, 8]"));
  expect(python.draft.state).toBe("same");
  expect(python.shelf).toBeNull();
});

test("a draft outlives a reload", () => {
  const before = opened();
  before.draft.typed(BASE.replace("training", "trai"));
  const python = new Fake(before.shelf);
  expect(python.draft.isWaiting).toBe(true);
  python.draft.open(editor);
  python.says(BASE.replace("[0, 0]", "[8, 8]"));
  expect(python.draft.mine).toBe(BASE.replace("training", "trai").replace("[0, 0]", "[8, 8]"));
});

test.each([
  [true, BASE.replace("Mine", "Ours")],
  [false, BASE],
])("an answer that a new server has forgotten is seen from its text (taken: %s)", (_taken, text) => {
  const python = opened();
  python.draft.typed(BASE.replace("Mine", "Ours"));
  vi.advanceTimersByTime(RESTS);
  python.says(text.replace("[0, 0]", "[8, 8]"));
  expect(python.draft.mine).toBe(BASE.replace("Mine", "Ours").replace("[0, 0]", "[8, 8]"));
});

test("a pane that is closed sends what was typed, and lets Python rest only once it is taken", () => {
  const python = opened();
  python.draft.typed(BASE.replace("Mine", "Ours"));
  python.draft.close();
  expect(python.texts()).toHaveLength(1);
  expect(python.sent.at(-1)).toMatchObject({ op: "text" });
  python.says(BASE.replace("Mine", "Ours"), []);
  expect(python.sent.at(-1)).toMatchObject({ op: "show_text", shown: false });
});

test("lines are found in what is typed, also above it", () => {
  const python = opened();
  expect(python.draft.lineOf("b")).toBe(5);
  python.draft.typed(BASE.replace("components:", "# one\n# two\ncomponents:"));
  expect(python.draft.lineOf("b")).toBe(7);
});

test("both hands are kept", () => {
  const mine = BASE.replace("Mine", "Yours");
  const theirs = BASE.replace("a: [0, 0]", "a: [8, 8]\n    b: [0, 0]");
  expect(applied(rebased(BASE, mine, theirs), mine)).toBe(mine.replace("a: [0, 0]", "a: [8, 8]\n    b: [0, 0]"));
});

test("an item ends where the indent falls back", () => {
  const lines = BASE.split("\n");
  const places = { a: 3, b: 5 };
  expect([lastLine(lines, 3), lastLine(lines, 5)]).toEqual([4, 6]);
  expect([2, 3, 4, 6, 8].map((line) => elementAt(lines, places, line))).toEqual([undefined, "a", "a", "b", undefined]);
});
