// The short way to Python: an edit is posted and answered by itself, where Streamlit would run the page again. What is
// sent and answered is the same on both ways, so each message may take either (sketchcheck/direct.py).
import type { News } from "./news";
import type { Outbox } from "./types";

type Sent = Outbox & { heard: { epoch: string; n: number } };
type Ways = { byStreamlit: (outbox: Outbox) => void; take: (news: News) => void; withHeard: (outbox: Outbox) => Sent };

/** Dialogs and models: the page has to follow these. */
const BY_STREAMLIT = new Set<string>(["read_text", "ask", "line", "review"]);
export const PATIENCE = 4_000;
export const REST = 10_000; // after a failure the long way is taken for so long

export class Direct {
  /** Which session of Python is meant; nothing is posted before it is known. */
  key = "";
  private way: Ways | null = null;
  private isAsking = false;
  private waiting: Outbox | null = null;
  private rests = 0; // until then

  constructor(private readonly post: (body: string) => Promise<News | null> = posted) {}

  connect(way: Ways): void {
    this.way = way;
  }

  send(outbox: Outbox): void {
    const isForPage = outbox.ops.some(({ op }) => BY_STREAMLIT.has(op));
    if (isForPage || !this.key || performance.now() < this.rests) this.way?.byStreamlit(outbox);
    else if (this.isAsking) this.waiting = outbox;
    else void this.ask(outbox);
  }

  /** One at a time: what is drawn meanwhile goes in one message after it. */
  private async ask(outbox: Outbox): Promise<void> {
    if (!this.way) return;
    this.isAsking = true;
    const news = await this.post(JSON.stringify({ key: this.key, outbox: this.way.withHeard(outbox) }));
    this.isAsking = false;
    const next = this.waiting;
    this.waiting = null;
    if (news) this.way.take(news);
    else this.rests = performance.now() + REST;
    if (!news) this.way.byStreamlit(next ?? outbox);
    else if (next && newest(next) > newest(outbox)) this.send(next);
  }
}

const newest = ({ ops }: Outbox): number => ops.at(-1)?.seq ?? 0;

/** Null where there is no such way, or no such session any more. */
async function posted(body: string): Promise<News | null> {
  try {
    const answer = await fetch(new URL("sketchcheck/edits", document.baseURI), { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? ((await answer.json()) as News) : null;
  } catch {
    return null; // the line is cut, or nobody answers: the long way knows what to do
  }
}
