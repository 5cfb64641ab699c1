import type { Guide } from "./snap";

const NONE: Guide[] = [];

/** The guide lines of a drag: apart from the canvas's store, so that nothing else looks up at each step. */
export class Guides {
  private now = NONE;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  lines = (): Guide[] => this.now;

  show(lines: Guide[]): void {
    if (!lines.length && !this.now.length) return;
    this.now = lines.length ? lines : NONE;
    for (const listener of [...this.listeners]) listener();
  }
}
