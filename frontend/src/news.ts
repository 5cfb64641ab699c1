// Python sends what is new since the answer that this canvas has heard last; here it is put together with the rest.
import type { CanvasData } from "./types";

/** What changes by itself: by section, then by the id of an element or the name of a field. */
export type Parts = Record<string, Record<string, unknown>>;
/** An answer of Python by its number; `epoch` changes when Python begins again. */
export type Heard = { epoch: string; n: number };
/** All that became another after answer `since`, up to answer `n`; everything where `since` is 0. */
export type News = Heard & { since: number; told: Parts; gone: Record<string, string[]> };

const NOTHING: Heard = { epoch: "", n: 0 };

export class NewsReader {
  /** Which answer is known here: Python goes on from it. */
  heard = NOTHING;
  private sections = new Map<string, Map<string, unknown>>();
  private made = new Map<string, unknown>();

  /** All of the data as they are now; null where an answer in between is missing, so that all must be asked for. */
  read(news: News): CanvasData | null {
    const isNext = news.epoch === this.heard.epoch && news.since <= this.heard.n;
    if (news.since && !isNext) return this.forget();
    if (!isNext || news.n > this.heard.n) this.take(news);
    return this.whole();
  }

  private forget(): null {
    this.heard = NOTHING;
    return null;
  }

  private take({ epoch, n, since, told, gone }: News): void {
    this.heard = { epoch, n };
    if (!since) {
      this.sections.clear();
      this.made.clear();
    }
    for (const section of [...Object.keys(told), ...Object.keys(told.order ?? {}), ...Object.keys(gone)]) this.made.delete(section);
    for (const [section, parts] of Object.entries(told)) {
      for (const [name, part] of Object.entries(parts)) this.section(section).set(name, part);
    }
    for (const [section, names] of Object.entries(gone)) for (const name of names) this.section(section).delete(name);
  }

  private section(name: string): Map<string, unknown> {
    const known = this.sections.get(name) ?? new Map<string, unknown>();
    this.sections.set(name, known);
    return known;
  }

  private whole(): CanvasData {
    const layout = { ...this.record("layout"), boxes: this.record("boxes"), zones: this.record("areas") };
    const lists = { components: this.list("components"), flows: this.list("flows"), zones: this.list("zones"), notes: this.list("notes") };
    const design = { ...this.record("design"), ...lists, layout };
    return { ...this.record("rest"), ack: this.record("ack"), design, findings: this.list("findings") } as unknown as CanvasData;
  }

  private record(section: string): object {
    return this.keep(section, () => Object.fromEntries(this.section(section)));
  }

  private list(section: string): unknown[] {
    return this.keep(section, () => {
      const parts = this.section(section);
      return ((this.section("order").get(section) ?? []) as string[]).map((id) => parts.get(id));
    });
  }

  /** What nothing new was told of stays the same object. */
  private keep<T>(section: string, make: () => T): T {
    if (!this.made.has(section)) this.made.set(section, make());
    return this.made.get(section) as T;
  }
}
