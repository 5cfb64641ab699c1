// Edits on their way to Python: numbered, kept until acknowledged, sent again ever more slowly.
import type { Op, Outbox } from "./types";

export const FIRST_WAIT = 4_000;
export const LONGEST_WAIT = 30_000;
export const LATE_AFTER = 5_000;

/** Each message holds everything unacknowledged, so a merged, doubled or lost message loses nothing. */
export class Sender {
  readonly client = newClient();
  ops: Outbox["ops"] = [];
  send: (outbox: Outbox) => void = () => {};
  private seq = 0;
  private wait = FIRST_WAIT;
  private oldest = 0; // when the first of `ops` was sent or the last one was acknowledged
  private retry?: ReturnType<typeof setTimeout>;
  private late?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly now: () => number,
    private readonly onLate: () => void,
  ) {}

  /** Gives the number under which the op is sent; `on` is the docRev that it was drawn upon. */
  push(op: Op, on: number): number {
    if (!this.ops.length) this.watch();
    this.ops = [...this.ops, { ...op, seq: ++this.seq, on }];
    this.flush();
    return this.seq;
  }

  acknowledge(upTo: number): void {
    const left = this.ops.filter((op) => op.seq > upTo);
    if (left.length === this.ops.length) return;
    this.ops = left;
    this.wait = FIRST_WAIT;
    clearTimeout(this.retry);
    clearTimeout(this.late);
    if (left.length) {
      this.watch();
      this.schedule();
    }
  }

  isLate(): boolean {
    return this.ops.length > 0 && this.now() - this.oldest >= LATE_AFTER;
  }

  /** Goes on after a new mount with what was under way. */
  resume(): void {
    if (!this.ops.length) return;
    this.watch();
    this.flush();
  }

  dispose(): void {
    clearTimeout(this.retry);
    clearTimeout(this.late);
  }

  flush(): void {
    this.send({ client: this.client, ops: this.ops });
    if (this.ops.length) this.schedule();
  }

  /** Streamlit forgets what was set while its connection was down. Each send restarts a running script, hence ever slower. */
  private schedule(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      this.flush();
    }, this.wait);
  }

  private watch(): void {
    this.oldest = this.now();
    clearTimeout(this.late);
    this.late = setTimeout(this.onLate, LATE_AFTER + 1);
  }
}

/** `crypto.randomUUID` is missing on a page that came over plain http from another machine. */
function newClient(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
