// The contract between the canvas and Python. Python builds `CanvasData`, of which it sends what is new (news.ts); the
// canvas answers with `Outbox` and `Selection`.
// Everything in `design` is in the shape of the file format; an edit is in the shape of `designer.model.edits`.

export type Point = [number, number];
export type Scalar = string | number | boolean;
export type Stated = Scalar | string[] | Record<string, Scalar> | Record<string, Scalar>[];

/** Stated values only, flat, as in the file: what is not stated is not there. */
export type Component = { id: string; kind: string; name?: string; technology?: string | string[]; zone?: string; [property: string]: Stated | undefined };
/** `id` is always there in a payload (`from>to:kind` unless the file states another). */
export type Flow = { id: string; from: string; to: string; kind: string; label?: string; [property: string]: Stated | undefined };
export type Zone = { id: string; name?: string; parent?: string; kind?: string; external?: boolean; team?: string };
export type Note = { id: string; text: string; about?: string };
export type Waiver = { finding: string; reason: string; owner: string; until: string };
export type ZoneArea = { at: Point; size: Point; collapsed?: boolean };
export type Layout = { boxes: Record<string, Point>; zones: Record<string, ZoneArea>; locked: string[] };
export type Brief = { [field: string]: Stated };
export type Design = {
  name: string;
  brief: Brief;
  zones: Zone[];
  components: Component[];
  flows: Flow[];
  notes: Note[];
  waivers: Waiver[];
  /** Every component, note and zone has a place here: Python fills in what the file leaves out. */
  layout: Layout;
};

/** The edit language of the design (docs/edits.md). `null` in values takes a stated value away where said so. */
export type Edit =
  | { op: "add_component"; component: Component; at?: Point; index?: number }
  | { op: "add_flow"; flow: Omit<Flow, "id"> & { id?: string }; index?: number }
  | { op: "insert_on_flow"; flow: string; component: Component; at?: Point; into_kind?: string; out_kind?: string }
  | { op: "delete"; ids: string[] } // components, flows, notes; flows of a deleted component go with it
  | { op: "set"; id: string; values: Record<string, Stated> } // component, flow; id "design" sets the design's name
  | { op: "unset"; id: string; properties: string[] }
  | { op: "set_kind"; id: string; kind: string } // component or flow
  | { op: "rename_id"; id: string; to: string }
  | { op: "reconnect"; id: string; from?: string; to?: string }
  | { op: "set_brief"; values: Record<string, Stated | null> }
  | { op: "add_zone"; zone: Zone; area?: ZoneArea; index?: number }
  | { op: "set_zone"; id: string; values: Record<string, Scalar | null> }
  | { op: "delete_zone"; id: string } // its members stay, without a zone
  | { op: "assign_zone"; ids: string[]; zone: string | null }
  | { op: "place"; boxes?: Record<string, Point | null>; zones?: Record<string, ZoneArea | null>; lock?: string[]; unlock?: string[] }
  | { op: "add_note"; note: Note; at?: Point; index?: number }
  | { op: "set_note"; id: string; values: Record<string, string | null> }
  | { op: "delete_note"; id: string }
  | { op: "add_waiver"; waiver: Waiver }
  | { op: "set_waiver"; finding: string; values: Record<string, string> }
  | { op: "delete_waiver"; finding: string }
  | { op: "batch"; edits: Edit[]; title?: string };

/** What only Python can do; numbered and sent like edits. */
export type Request =
  | { op: "undo" }
  | { op: "redo" }
  | { op: "arrange"; ids?: string[] } // automatic positions for these boxes, or for all
  | { op: "preview"; finding: string; fix: number } // answered by `ghosts`
  | { op: "preview_all" } // every fix that is complete and only changes the drawing
  | { op: "dismiss" } // take the ghosts away
  | { op: "read_text"; text: string } // a text from the clipboard: what it says as a design, answered by `clip`
  | AskRequest
  | ReviewRequest
  | LineRequest
  | TextRequest;
export type TextRequest =
  | { op: "show_text"; shown: boolean } // whether `text` is wanted in the payload
  | { op: "text"; base: string; text: string }; // what was typed, and the text of Python that it was typed upon
/** `do` says what is wanted of the conversation. */
export type AskRequest =
  | { op: "ask"; do: "show"; shown: boolean } // whether `ask` is wanted in the payload
  | { op: "ask"; do: "next"; area: string } // another question, of this area or of any
  | { op: "ask"; do: "answer"; text: string }
  | { op: "ask"; do: "send"; text: string } // put it to the model
  | { op: "ask"; do: "again" } // put to the model what was said last
  | { op: "ask"; do: "preview"; n: number } // what a message suggests, answered by `ghosts`
  | { op: "ask"; do: "begin" } // a new conversation
  | { op: "ask"; do: "open"; conversation: number };
export type ReviewRequest =
  | { op: "review"; do: "show"; shown: boolean } // whether `review` is wanted in the payload
  | { op: "review"; do: "run"; more: boolean } // once more, where the model was asked already
  | { op: "review"; do: "preview" | "keep" | "forget"; finding: string }
  | { op: "review"; do: "dismiss"; finding: string; reason: string };
/** What a person says to a question that waits for consent, or that is under way; `choose` asks for the dialog of servers. */
export type LineRequest = { op: "line"; do: "agree" | "refuse" | "cancel" | "choose" } | { op: "line"; do: "recall"; address: string; model: string };
export type Op = Edit | Request;
export type Outbox = { client: string; ops: (Op & { seq: number; on: number })[] }; // `on`: the docRev that it was drawn upon
export type Selection = { ids: string[] };

export type Severity = "error" | "warning" | "advice";
export type Fix = { title: string; kind: "structural" | "declared" | "mixed"; complete: boolean };
export type Finding = {
  id: string; // CODE@anchor
  code: string;
  name: string; // predictions-not-logged
  category: string;
  area: string;
  severity: Severity;
  status: "open" | "waived";
  anchor: string; // component id, flow id, zone id, "brief", "brief.FIELD" or "design"
  where: string[]; // other components it speaks of
  flows: string[]; // flows it speaks of
  assumed: string[]; // properties whose default the finding rests on
  message: string;
  why: string;
  mend: string; // how to mend it, in words
  question: string; // what an interviewer would ask
  sources: { title: string; at: string; url: string }[];
  fixes: Fix[];
  waiver?: Waiver;
};
export type NotStated = { code: string; anchor: string; property: string; question: string };
export type Score = { overall: number | null; areas: Record<string, number | null>; waived: number; not_stated: number };

/** What a fix, or several at once (`finding` is then empty), would do: draw it dashed; applying it is `{op:"batch", title, edits}` sent like any edit. */
export type Ghosts = {
  finding: string;
  fix: number;
  title: string;
  kind: Fix["kind"];
  steps: { finding: string; title: string }[]; // of several at once: what mends which finding
  edits: Edit[];
  components: (Component & { at: Point })[];
  flows: Flow[];
  removed: string[]; // ids of components and flows that go away
  changed: { id: string; property: string; value: Stated }[];
};

/** What a text says that a canvas asked about: a design with a place for everything; null while a person still corrects it. */
export type Clip = { client: string; seq: number; design: Design | null };
/** The design as YAML. `lines` tells, from 1, where elements begin; `answer` what came of the last text of this tab. */
export type TextData = { text: string; lines: Record<string, number>; answer: { client: string; seq: number; problems: TextProblem[] } | null };
export type TextProblem = { line: number; column: number; message: string };

/** Something that was said about the design; `shows` is what a strong answer to a question would show. */
export type Said = {
  n: number;
  role: "question" | "person" | "model";
  text: string;
  about: string[];
  shows: string[];
  at: string;
  by: string; // which model, at which host
  took: string; // tokens and seconds
  fix: Fix | null;
  folded: string[]; // what of the answer did not hold, and why
  cut: string; // why there is no more of it, or ""
};
/** One of the conversations about the design; `left` counts by area the questions that were not asked in it. */
export type AskData = { conversation: number; conversations: { number: number; began: string; messages: number }[]; messages: Said[]; left: Record<string, number> };

export type ServerData = { model: string; host: string; isLocal: boolean; isReadable: boolean };
/** Tokens to send, tokens back at most, and what that can cost in USD, where a price is known. */
export type Estimate = { sent: number; answered: number; cost: number | null };
export type Errand = "review" | "ask";
/** A question that waits for consent: who would get it, and every word of it. */
export type Consent = { what: Errand; server: ServerData; address: string; messages: { role: string; text: string }[]; rest: string; masked: number; estimate: Estimate };
/** The line to the model: whom it leads to, what waits, what is under way, what went wrong, what was spent. */
export type LineData = {
  server: ServerData | null;
  chosen: { address: string; model: string } | null; // by a person, also where the key is missing now
  named: string; // the server of environment and configuration, or ""
  consent: Consent | null;
  running: { what: Errand; sentence: string; seconds: number; cancelled: boolean } | null;
  failure: { what: Errand; text: string } | null;
  spent: { tokens: number; cap: number; cost: number | null; uncounted: number };
};

type Level = "high" | "medium" | "low";
/** A finding of the model; it is none of the rules' and changes nothing of theirs. */
export type ModelFinding = {
  id: string; // review:8hex@anchor
  anchor: string;
  evidence: string[];
  category: string;
  kind: "present_problem" | "missing_part";
  claim: string;
  quote: string;
  severity: Level;
  confidence: Level;
  question: string;
  inRuns: number;
  status: "open" | "kept" | "dismissed" | "waived";
  fix: Fix | null;
  whyNoFix: string;
  waiver?: Waiver;
  refused: string; // why the project does not accept the waiver, or ""
};
export type ReviewResult = {
  findings: ModelFinding[];
  folded: { text: string; reason: string }[];
  runs: number;
  cached: number;
  model: string;
  host: string;
  tokens: number;
  uncounted: number;
  seconds: number;
  cost: number | null;
  isOld: boolean; // the drawing says something else by now, or another model is chosen
};
export type Decided = { id: string; status: "kept" | "dismissed"; category: string; reason?: string; model?: string; text?: string };
export type ReviewData = { estimate: Estimate | null; result: ReviewResult | null; decided: Decided[] };

export type CanvasData = {
  key: string; // for the short way (direct.ts)
  epoch: string; // changes when Python lost its session and began again
  rev: number; // revision in the store: goes up with every edit
  docRev: number; // goes up only when PYTHON changed the design (fix, undo, arrange, refused edit, another tab)
  design: Design; // all acknowledged edits included
  ack: Record<string, number>; // last applied op number of each client (tab)
  saved: boolean;
  canUndo: boolean;
  canRedo: boolean;
  findings: Finding[]; // errors first
  notStated: NotStated[];
  failedRules: { code: string; why: string }[];
  score: Score;
  ghosts: Ghosts | null;
  clip: Clip | null;
  notice: { n: number; level: "info" | "warning" | "error"; text: string } | null; // shown once for each n (refused edit, another tab)
  /** Ids that another tab had taken first: what `client` called `from` is `to` from `docRev` on. */
  renamed: { client: string; from: string; to: string; docRev: number }[];
  text: TextData | null; // only while it is asked for
  ask: AskData | null; // only while it is asked for
  review: ReviewData | null; // only while it is asked for
  line: LineData | null; // with either of both
  today: string; // ISO date in UTC, for waivers
};

// ---- the vocabulary: generated from Python into generated/vocabulary.json, part of the bundle ----
export type PropertyType =
  | "text" | "long_text" | "bool" | "choice" | "set" | "list" | "integer" | "number" | "percent" | "duration" | "quantity"
  | "technology" | "zone" | "metric" | "harm" | "stakeholders";
export type Property = {
  name: string;
  label: string;
  type: PropertyType;
  unit?: string;
  meaning: string;
  choices?: string[];
  assumed?: Scalar; // the kind's default
  rare?: boolean; // folded away in the form
  maturity?: "sketch" | "design" | "production"; // brief fields: from when it is asked for
};
export type Vocabulary = {
  stages: { id: string; label: string }[];
  kinds: { kind: string; label: string; stage: string; meaning: string; properties: Property[] }[];
  common: Property[]; // of every component
  flows: { kind: string; label: string; meaning: string; properties: Property[] }[];
  brief: Property[];
  zone: Property[];
  technologies: { id: string; name: string; kinds: string[]; sets: Record<string, Stated>; does_not: string }[];
  /** For a flow kind: the kinds it may leave and enter. */
  matrix: Record<string, { from: string[]; to: string[] }>;
  /** The likely flow kind from one component kind to another; no entry where none is legal. */
  likely: Record<string, Record<string, string>>;
  /** How often the good templates draw a flow from one kind to another. */
  usual: Record<string, Record<string, number>>;
  areas: string[];
};
