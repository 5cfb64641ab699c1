// The text that is being typed. It goes to Python when the keys rest, one message at a time, and is never overwritten:
// what Python answers is written between what was typed meanwhile. What is no design stays here until it is one.
import type { ChangeSet } from "@codemirror/state";
import type { TextData, TextProblem, TextRequest } from "../types";
import { applied, changesBetween, distance, rebased } from "./merge";

export const RESTS = 400; // ms without a key: then the text is sent

export type DraftState = "none" | "same" | "typing" | "wrong";
type Base = { base: string; text: string };
type Editor = { change: (changes: ChangeSet) => void; tell: (problems: TextProblem[]) => void };

/** Keeps a draft over a reload of the page. */
export type Shelf = { read: () => Base | null; write: (draft: Base | null) => void };

export class Draft {
  /** What stands in the editor; null until Python has said the text. */
  mine: string | null = null;
  problems: TextProblem[] = [];
  /** What the editor wants to find again when it is opened once more. */
  kept: unknown = null;

  /** The pane is opened to type in it at once. */
  wantsCursor = false;

  private base = "";
  private lines: Record<string, number> = {};
  private wanted = false;
  private asked: { seq: number; shown: boolean; heard?: boolean } | null = null;
  private sent: (Base & { seq: number }) | null = null;
  private refused: Base | null = null;
  private timer?: ReturnType<typeof setTimeout>;
  private editor: Editor | null = null;

  constructor(
    private readonly push: (op: TextRequest) => number,
    private readonly client: string,
    private readonly shelf: Shelf,
    private readonly emit: () => void,
  ) {}

  get state(): DraftState {
    if (this.mine === null) return "none";
    if (this.problems.length) return "wrong";
    if (this.isDirty || this.sent) return "typing";
    return this.asked?.heard ? "same" : "none"; // opened again: until Python says it, the text is that of the last time
  }

  get isDirty(): boolean {
    return this.mine !== null && this.mine !== this.base;
  }

  /** Whether a draft was left behind by a reload. */
  get isWaiting(): boolean {
    return this.mine === null && this.shelf.read() !== null;
  }

  // ---- the pane ----
  open(editor: Editor): void {
    this.editor = editor;
    this.wanted = true;
    if (!this.asked?.shown) this.ask(true);
  }

  close(): void {
    this.editor = null;
    this.wanted = false;
    this.send();
    this.rest();
  }

  typed(text: string): void {
    this.mine = text;
    this.shelf.write(this.isDirty ? { base: this.base, text } : null);
    this.wait();
    if (!this.isDirty) this.clear();
    this.emit();
  }

  /** Send what was typed now; nothing while an answer is under way. */
  send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isDirty || this.sent) return;
    const draft = { base: this.base, text: this.mine! };
    if (draft.base === this.refused?.base && draft.text === this.refused.text) return;
    this.sent = { ...draft, seq: this.push({ op: "text", ...draft }) };
    this.emit();
  }

  /** Back to what Python has. */
  discard(): void {
    if (this.mine === null) return;
    this.change(changesBetween(this.mine, this.base));
    this.clear();
    this.shelf.write(null);
    this.emit();
  }

  /** The line of an element in what stands in the editor, from 1. */
  lineOf(id: string): number | undefined {
    return this.places()[id];
  }

  /** Where elements begin in what stands in the editor. */
  places(): Record<string, number> {
    if (!this.isDirty) return this.lines;
    const changes = changesBetween(this.base, this.mine!);
    const starts = startsOf(this.base);
    const lineAt = lineCounter(this.mine!);
    return Object.fromEntries(Object.entries(this.lines).map(([id, line]) => [id, lineAt(changes.mapPos(starts[line - 1] ?? 0, 1))]));
  }

  // ---- Python ----
  receive(text: TextData | null, acknowledged: number): void {
    if (!text) return this.askAgain(acknowledged);
    if (this.asked && acknowledged >= this.asked.seq) this.asked.heard = true;
    if (this.mine === null) this.begin(text);
    if (this.sent && acknowledged < this.sent.seq) return;
    if (this.sent) this.answered(this.sent, text);
    this.takeOver(text);
    this.rest();
  }

  private begin(text: TextData): void {
    const left = this.shelf.read();
    this.base = left?.base ?? text.text;
    this.mine = left?.text ?? text.text;
  }

  private answered(sent: Base & { seq: number }, { text, answer }: TextData): void {
    const mine = answer?.seq === sent.seq && answer.client === this.client ? answer : null;
    // A server that began anew has forgotten what it answered; its text still shows whether it took mine.
    const took = mine ? !mine.problems.length : distance(text, sent.text) < distance(text, sent.base);
    const problems = mine?.problems ?? [];
    this.sent = null;
    this.base = took ? sent.text : sent.base;
    this.refused = took ? null : { base: text, text: sent.text };
    this.problems = problems;
    if (this.mine === sent.text || !problems.length) this.editor?.tell(problems);
  }

  private takeOver({ text, lines }: TextData): void {
    const before = this.mine!;
    if (text !== this.base) this.change(rebased(this.base, before, text));
    if (this.refused?.text === before) this.refused.text = this.mine!;
    this.base = text;
    this.lines = lines;
    this.shelf.write(this.isDirty ? { base: text, text: this.mine! } : null);
    if (!this.isDirty) this.clear();
    else if (!this.timer) this.wait();
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), RESTS);
  }

  private change(changes: ChangeSet): void {
    if (changes.empty) return;
    this.mine = applied(changes, this.mine!);
    this.editor?.change(changes);
  }

  private clear(): void {
    this.refused = null;
    if (!this.problems.length) return;
    this.problems = [];
    this.editor?.tell([]);
  }

  private ask(shown: boolean): void {
    this.asked = { seq: this.push({ op: "show_text", shown }), shown };
  }

  /** A session that began anew does not know that the pane is open. */
  private askAgain(acknowledged: number): void {
    if (this.wanted && this.asked && acknowledged >= this.asked.seq) this.ask(true);
  }

  /** Nobody looks, and nothing is left to be answered: Python need not make the text any more. */
  private rest(): void {
    if (!this.wanted && this.asked?.shown && !this.isDirty && !this.sent) this.ask(false);
  }
}

const startsOf = (text: string): number[] => {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
};

function lineCounter(text: string): (position: number) => number {
  const starts = startsOf(text);
  return (position) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

export const NO_SHELF: Shelf = { read: () => null, write: () => {} };

/** In the tab's own storage, by design; a browser that refuses only loses the draft with the page. */
export function shelfOf(design: string): Shelf {
  const key = `sketchcheck-text-${design}`;
  return {
    read: () => attempt(() => JSON.parse(sessionStorage.getItem(key) ?? "null") as Base | null),
    write: (draft) => void attempt(() => (draft ? sessionStorage.setItem(key, JSON.stringify(draft)) : sessionStorage.removeItem(key))),
  };
}

function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}
