// The state of one mounted canvas. Python owns the design; here it is shown with the edits that are still on their way.
import { applyEdit, renamedBy } from "./apply";
import { NewBoxes } from "./arranging/newBoxes";
import { chooseMap, mapChoice } from "./board/mapChoice";
import { Sender } from "./outbox";
import { matches } from "./panel/grouping";
import { PLAIN_READING, type Reading } from "./reading/reading";
import { shared } from "./share";
import { Draft, NO_SHELF, type Shelf } from "./text/draft";
import type { CanvasData, Clip, Design, Edit, Finding, Op, Outbox, Point } from "./types";

export type PanelTab = "findings" | "selected" | "brief" | "text" | "review" | "ask";
export const FEW_BOXES = 3;
export const QUIET_FOR = 60_000;

const REQUESTS = new Set(["undo", "redo", "arrange", "preview", "preview_all", "dismiss", "read_text", "text", "show_text", "ask", "review", "line"]);
const EMPTY: Design = {
  name: "",
  brief: {},
  zones: [],
  components: [],
  flows: [],
  notes: [],
  waivers: [],
  layout: { boxes: {}, zones: {}, locked: [] },
};
const NO_FINDINGS: Finding[] = [];

export class CanvasStore {
  data: CanvasData | null = null;
  /** Python's design with the unacknowledged edits replayed on it. */
  design: Design = EMPTY;
  selection: string[] = [];
  /** The finding whose place is lit up. */
  focus: Finding | null = null;
  panelTab: PanelTab = "findings";
  reading: Reading = PLAIN_READING;
  /** The answer that is being written; it stays when another tab of the panel is looked at. */
  answer = "";
  /** The elements that somebody wants to see; a new list each time. */
  looked: string[] = [];
  /** Goes up when somebody asks for a tab of the panel. */
  panelAsked = 0;
  /** The design as YAML, as it is being typed. */
  readonly draft: Draft;
  /** The element whose name is being typed in its place. */
  renaming: string | null = null;
  /** What the arrow keys have moved so far, not sent yet. */
  nudge: { ids: string[]; by: Point } | null = null;
  /** Goes up when an automatic layout that was asked for here has arrived. */
  arranged = 0;
  /** The overview map: what this browser wants, and whether it is in sight. */
  map = { wanted: mapChoice(), shown: false };
  readonly newBoxes = new NewBoxes();
  /** The last thing told to screen readers. */
  announcement = "";

  /** The last hint, and which one it is. */
  hinted: { n: number; text: string } | null = null;

  private readonly sender: Sender;
  private lost = false; // Streamlit said so; its next answer says otherwise
  private arranging = 0; // number of the last "arrange" that has no answer yet
  private beingRead: { seq: number; then: (design: Design) => void } | null = null; // the text that Python reads for us
  private readonly listeners = new Set<() => void>();
  private version = 0;
  private adopted = 0; // the docRev that is shown
  private epoch = "";
  private gestures = 0;
  private held = false;
  private readonly addedAt = new Map<string, number>();
  private quietTimer?: ReturnType<typeof setTimeout>;
  private byAnchor = new Map<string, Finding[]>();
  private badges = this.byAnchor; // what of it the filter lets through
  /** The findings that the filter lets through. */
  shownFindings: Finding[] = NO_FINDINGS;

  constructor(
    private readonly clock: () => number = () => Date.now(),
    shelf: Shelf = NO_SHELF,
  ) {
    this.sender = new Sender(clock, () => this.emit());
    this.draft = new Draft((op) => this.sender.push(op, this.adopted), this.sender.client, shelf, () => this.emit());
    if (this.draft.isWaiting) this.panelTab = "text";
  }

  // ---- watching ----
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  getVersion = (): number => this.version;
  now(): number {
    return this.clock();
  }
  status(): { pending: number; offline: boolean } {
    return { pending: this.sender.ops.length + (this.nudge ? 1 : 0), offline: this.lost || this.sender.isLate() };
  }
  /** Whether something of this sort is on its way to Python. */
  awaits(op: Op["op"]): boolean {
    return this.sender.ops.some((sent) => sent.op === op);
  }
  get client(): string {
    return this.sender.client;
  }

  // ---- Python to canvas ----
  receive(data: CanvasData): void {
    this.lost = false;
    const kept = this.data ? shared(this.data.findings, data.findings) : data.findings;
    const isNews = kept !== this.data?.findings;
    this.data = { ...data, findings: kept };
    if (isNews) this.sortFindings();
    if (this.focus) this.focus = kept.find((f) => f.id === this.focus?.id) ?? null;
    const acknowledged = data.ack[this.sender.client] ?? 0;
    this.sender.acknowledge(acknowledged);
    // An equal design keeps its identity, so taking it over when nothing is on its way costs nothing and heals everything.
    if (this.epoch !== data.epoch || this.adopted !== data.docRev || !this.sender.ops.length) this.adoptOrHold();
    this.draft.receive(data.text, acknowledged);
    if (this.arranging && acknowledged >= this.arranging) {
      this.arranging = 0;
      this.arranged++;
    }
    this.emit();
    this.hear(data.clip, acknowledged);
  }

  connect(send: (outbox: Outbox) => void): void {
    this.sender.send = send;
  }

  /** Has Python answer, also where nothing is on its way. */
  sendAgain(): void {
    this.sender.flush();
  }

  /** A drag, a rename or a resize begins: the design stays as it is under the user's hand until `endGesture`. */
  beginGesture(): void {
    this.gestures++;
  }

  endGesture(): void {
    this.gestures = Math.max(0, this.gestures - 1);
    if (this.gestures || !this.held) return;
    this.adopt();
    this.emit();
  }

  // ---- canvas to Python ----
  /** Apply at once, number, send. */
  push(op: Op): void {
    if (!isRequest(op)) this.applyHere(op);
    this.newBoxes.watch(op);
    const seq = this.sender.push(op, this.adopted);
    if (op.op === "arrange") this.arranging = seq;
    this.emit();
  }

  /** Have Python read a text as a design; one that is none is refused in words. */
  read(text: string, then: (design: Design) => void): void {
    this.beingRead = { seq: this.sender.push({ op: "read_text", text }, this.adopted), then };
    this.emit();
  }

  private hear(clip: Clip | null, acknowledged: number): void {
    const asked = this.beingRead;
    if (!asked || acknowledged < asked.seq) return;
    const answer = clip?.client === this.client && clip.seq === asked.seq ? clip : null;
    if (answer && !answer.design) return; // a person is looking at what was read
    this.beingRead = null;
    if (answer?.design) asked.then(answer.design);
  }

  // ---- what is looked at ----
  select(ids: string[]): void {
    if (ids.length === this.selection.length && ids.every((id, i) => id === this.selection[i])) return;
    this.selection = ids;
    if (this.focus && ids.length && !ids.some((id) => speaksOf(this.focus!, id))) this.focus = null;
    this.emit();
  }

  /** Select an element and bring it, and the others, into sight. */
  look(id: string, others: string[] = []): void {
    this.looked = [id, ...others];
    this.focus = null;
    this.select([id]);
    this.emit();
  }

  setFocus(finding: Finding | null): void {
    if (this.focus === finding) return;
    this.focus = finding;
    this.emit();
  }

  setReading(change: Partial<Reading>): void {
    this.reading = { ...this.reading, ...change };
    if (change.filter) this.sortFindings();
    this.emit();
  }

  setPanelTab(tab: PanelTab): void {
    this.panelTab = tab;
    this.panelAsked++;
    this.emit();
  }

  requestRename(id: string | null): void {
    this.renaming = id;
    this.emit();
  }

  setNudge(nudge: { ids: string[]; by: Point } | null): void {
    this.nudge = nudge;
    this.emit();
  }

  toggleMap(): void {
    const wanted = !this.map.shown;
    chooseMap(wanted);
    this.map = { wanted, shown: wanted };
    this.announce(wanted ? "Overview map shown" : "Overview map hidden");
  }

  /** While nobody has chosen, the map comes and goes by itself. */
  showMap(shown: boolean): void {
    if (shown === this.map.shown) return;
    this.map = { ...this.map, shown };
    this.emit();
  }

  announce(text: string): void {
    this.announcement = text;
    this.emit();
  }

  /** Why a key or a click did nothing: shown for a moment, and told to screen readers. */
  hint(text: string): void {
    this.hinted = { n: (this.hinted?.n ?? 0) + 1, text };
    this.announce(text);
  }

  /** Do not wait for Python to take the ghosts off the canvas. */
  hideGhosts(): void {
    if (this.data?.ghosts) this.data = { ...this.data, ghosts: null };
    this.emit();
  }

  /** Open findings anchored at this element, errors first; the same list until one of them changes. */
  findingsAt(anchor: string): Finding[] {
    return this.byAnchor.get(anchor) ?? NO_FINDINGS;
  }

  /** Those of them that the filter lets through. */
  badgeAt(anchor: string): Finding[] {
    return this.badges.get(anchor) ?? NO_FINDINGS;
  }

  /** A drawing of a box or two is not criticised yet, and neither is a box that has just been drawn. */
  isQuiet(finding: Finding): boolean {
    return this.design.components.length < FEW_BOXES || this.now() - (this.addedAt.get(finding.anchor) ?? -QUIET_FOR) < QUIET_FOR;
  }

  /** The connection is gone, whether or not something is on its way. */
  lose(): void {
    if (this.lost) return;
    this.lost = true;
    this.emit();
  }

  /** The server answers again: what is on its way is sent at once. */
  regain(): void {
    this.lost = false;
    this.sender.resume();
    this.emit();
  }

  /** Goes on after a new mount with what was under way. */
  resume(): void {
    this.sender.resume();
  }

  dispose(): void {
    this.sender.dispose();
    clearTimeout(this.quietTimer);
  }

  private sortFindings(): void {
    const all = this.data?.findings ?? NO_FINDINGS;
    this.byAnchor = grouped(this.byAnchor, all);
    this.shownFindings = shared(this.shownFindings, all.filter((one) => matches(one, this.reading.filter)));
    this.badges = grouped(this.badges, this.shownFindings);
  }

  private emit(): void {
    this.version++;
    for (const listener of [...this.listeners]) listener();
  }

  private adoptOrHold(): void {
    if (this.gestures) this.held = true;
    else this.adopt();
  }

  private adopt(): void {
    if (!this.data) return;
    this.held = false;
    this.followRenamed(this.data);
    this.adopted = this.data.docRev;
    this.epoch = this.data.epoch;
    const rebased = this.sender.ops.reduce((design, op) => (isRequest(op) ? design : applyEdit(design, op)), this.data.design);
    this.design = shared(this.design, rebased);
    this.selection = shared(this.selection, this.selection.filter(this.exists()));
  }

  /** What is selected here stays so under the id that Python has given it. */
  private followRenamed({ epoch, renamed }: CanvasData): void {
    if (epoch !== this.epoch) return;
    const fresh = renamed.filter((one) => one.client === this.sender.client && one.docRev > this.adopted);
    for (const { from, to } of fresh) {
      this.follow(from, to);
      this.selection = this.selection.map((id) => (id === from ? to : id));
    }
  }

  private applyHere(edit: Edit): void {
    const names = renamedBy(this.design, edit);
    const before = new Set([...this.design.components, ...this.design.flows].map((element) => element.id));
    this.design = applyEdit(this.design, edit);
    for (const [from, to] of names) this.follow(from, to);
    this.selection = shared(this.selection, this.selection.map((id) => names.get(id) ?? id).filter(this.exists()));
    const fresh = [...this.design.components, ...this.design.flows].filter(({ id }) => !before.has(id) && !this.addedAt.has(id));
    for (const { id } of fresh) this.addedAt.set(id, this.now());
    if (fresh.length) this.watchQuiet();
  }

  private follow(from: string, to: string): void {
    this.addedAt.set(to, this.addedAt.get(from) ?? -QUIET_FOR);
    this.addedAt.delete(from);
    if (this.renaming === from) this.renaming = to;
  }

  private exists(): (id: string) => boolean {
    const { components, flows, zones, notes } = this.design;
    const ids = new Set([components, flows, zones, notes].flatMap((list) => list.map((element) => element.id)));
    return (id) => ids.has(id);
  }

  /** Tell everybody when the next quiet minute is over. */
  private watchQuiet(): void {
    clearTimeout(this.quietTimer);
    const ends = [...this.addedAt.values()].map((at) => at + QUIET_FOR - this.now()).filter((wait) => wait > 0);
    if (!ends.length) return;
    this.quietTimer = setTimeout(() => {
      this.emit();
      this.watchQuiet();
    }, Math.min(...ends) + 1);
  }
}

const speaksOf = ({ anchor, where, flows }: Finding, id: string): boolean => [anchor, ...where, ...flows].includes(id);
const isRequest = (op: Op): op is Exclude<Op, Edit> => REQUESTS.has(op.op);

function grouped(old: Map<string, Finding[]>, findings: Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.status === "open") groups.set(finding.anchor, [...(groups.get(finding.anchor) ?? []), finding]);
  }
  for (const [anchor, list] of groups) groups.set(anchor, shared(old.get(anchor) ?? NO_FINDINGS, list));
  return groups;
}
