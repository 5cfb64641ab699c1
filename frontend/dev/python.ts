// A stand-in for Python: takes the outbox, applies edits, answers with a few findings.
import { applyEdit } from "../src/apply";
import type { CanvasData, Design, Edit, Finding, Ghosts, Op, Outbox, Severity } from "../src/types";
import { arranged } from "./sample";

export class Python {
  rev = 1;
  docRev = 1;
  ack: Record<string, number> = {};
  ghosts: Ghosts | null = null;
  notice: CanvasData["notice"] = null;
  private undone: Design[] = [];
  private past: Design[] = [];

  constructor(public design: Design) {}

  receive({ client, ops }: Outbox): boolean {
    const fresh = ops.filter((op) => op.seq > (this.ack[client] ?? 0));
    for (const op of fresh) {
      this.take(op);
      this.ack[client] = op.seq;
    }
    return fresh.length > 0;
  }

  payload(): CanvasData {
    const findings = findingsOf(this.design);
    return structuredClone({
      epoch: "dev",
      key: "",
      rev: this.rev,
      docRev: this.docRev,
      design: this.design,
      ack: this.ack,
      saved: true,
      canUndo: this.past.length > 0,
      canRedo: this.undone.length > 0,
      findings,
      notStated: [],
      failedRules: [],
      score: { overall: Math.max(0, 1 - findings.length * 0.06), areas: {}, waived: 0, not_stated: 3 },
      ghosts: this.ghosts,
      clip: null,
      notice: this.notice,
      renamed: [],
      text: null,
      ask: null,
      review: null,
      line: null,
      today: "2026-11-23",
    });
  }

  private take(op: Op): void {
    if (op.op === "undo") this.swap(this.past, this.undone);
    else if (op.op === "redo") this.swap(this.undone, this.past);
    else if (op.op === "arrange") this.change(arranged(this.design), true);
    else if (op.op === "preview") this.ghosts = proposal(this.design, op.finding);
    else if (op.op === "dismiss") this.ghosts = null;
    else if (op.op === "read_text") this.notice = { n: (this.notice?.n ?? 0) + 1, level: "warning", text: "Only the real Python reads YAML." };
    else {
      this.ghosts = null;
      this.change(applyEdit(this.design, op as Edit), false);
    }
  }

  private change(design: Design, ours: boolean): void {
    this.past.push(this.design);
    this.undone = [];
    this.design = design;
    this.rev++;
    if (ours) this.docRev++;
  }

  private swap(from: Design[], to: Design[]): void {
    const design = from.pop();
    if (!design) return;
    to.push(this.design);
    this.design = design;
    this.rev++;
    this.docRev++;
  }
}

function findingsOf(design: Design): Finding[] {
  const has = (kind: string): boolean => design.components.some((c) => c.kind === kind);
  const list: Finding[] = [];
  for (const c of design.components) {
    if (c.kind === "serving_endpoint") {
      if (!design.flows.some((f) => f.from === c.id && f.kind === "logs" && f.to !== "store")) list.push(finding("LOG001", c.id, "error", "Predictions are not logged."));
      list.push(finding("RES001", c.id, "warning", "There is no fallback when the scorer fails.", ["rules"], design.flows.filter((f) => f.to === c.id).map((f) => f.id)));
    }
    if (c.kind === "training" && !has("experiment_tracker")) list.push(finding("TRN004", c.id, "advice", "Runs are not tracked."));
    if (c.kind === "feature_pipeline") list.push(finding("FEA002", c.id, "warning", "Features are computed twice."));
  }
  for (const f of design.flows) if (f.kind === "unspecified") list.push(finding("GRF003", f.id, "advice", "It is not said what flows here."));
  const slow = design.flows.find((f) => f.kind === "request_response");
  if (slow) list.push(finding("LAT002", slow.id, "warning", "The call has no timeout.", [], [slow.id]));
  return list.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

const ORDER: Severity[] = ["error", "warning", "advice"];

function finding(code: string, anchor: string, severity: Severity, message: string, where: string[] = [], flows: string[] = []): Finding {
  return {
    id: `${code}@${anchor}`,
    code,
    name: code.toLowerCase(),
    category: "serving",
    area: "Serving",
    severity,
    status: "open",
    anchor,
    where,
    flows,
    assumed: [],
    message,
    why: "Without it nobody can tell what the model did.",
    mend: "Add a log store and a flow of logs to it.",
    question: "How would you find out that the model went wrong last week?",
    sources: [],
    fixes: [{ title: "Log every prediction", kind: "mixed", complete: true }],
  };
}

/** New boxes and flows, one removed, one changed: everything that ghosts can be. */
function proposal(design: Design, id: string): Ghosts {
  const anchor = id.split("@")[1];
  const [x, y] = design.layout.boxes[anchor] ?? [0, 0];
  const component = { id: "tracker", kind: "log_store", name: "Prediction log 2" };
  const flow = { from: anchor, to: "tracker", kind: "logs" };
  const removed = design.flows.filter((f) => f.from === anchor).slice(0, 1).map((f) => f.id);
  const edits: Edit[] = [
    { op: "add_component", component },
    { op: "add_flow", flow },
    { op: "delete", ids: removed },
    { op: "set", id: anchor, values: { request_id: true } },
  ];
  return {
    finding: id,
    fix: 0,
    title: "Log every prediction",
    kind: "mixed",
    steps: [],
    edits,
    components: [{ ...component, at: [x + 60, y + 150] }] as unknown as Ghosts["components"],
    flows: [{ ...flow, id: `${anchor}>tracker:logs` }],
    removed,
    changed: [{ id: anchor, property: "request_id", value: true }],
  };
}
