import { type FormEvent, useId, useState } from "react";
import { About } from "../asking/About";
import { usePanel } from "../panel/context";
import { categoryTitle, title } from "../panel/forms";
import { Chevron } from "../panel/Fold";
import { WaiverForm } from "../panel/WaiverForm";
import type { ModelFinding } from "../types";
import { Suggestion } from "./Suggestion";

type Props = { finding: ModelFinding; runs: number };

/** A finding of the model; it looks like none of a rule's. */
export function ModelFindingRow({ finding, runs }: Props) {
  const { store } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  function toggle() {
    setOpen(!isOpen);
    const [anchor, ...others] = finding.evidence;
    if (!isOpen && anchor) store.look(anchor, others);
  }
  return (
    <li className="rv-finding" data-finding={finding.id}>
      <button type="button" className="sp-finding-head" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        <span className="sp-finding-text">
          <span className="rv-tags">
            <span className="rv-tag">Model</span> {title(finding.severity)}, {categoryTitle(finding.category)}
            {runs > 1 && `, in ${finding.inRuns} of ${runs} runs`}
            {finding.status !== "open" && <b> {title(finding.status)}</b>}
          </span>
          <span className="sp-message">{finding.claim}</span>
        </span>
        <Chevron />
      </button>
      <div id={id}>{isOpen && <Detail finding={finding} />}</div>
    </li>
  );
}

function Detail({ finding }: { finding: ModelFinding }) {
  return (
    <div className="rv-detail">
      <About ids={finding.evidence} />
      <p className="sp-quiet-text">
        {finding.kind === "missing_part" ? "A part that is not drawn" : "A problem of what is drawn"}, {finding.confidence} confidence. It quotes “{finding.quote}”.
      </p>
      {finding.question && (
        <>
          <h5>An interviewer would ask</h5>
          <p>{finding.question}</p>
        </>
      )}
      {finding.fix && <Suggestion fix={finding.fix} of={finding.id} preview={{ op: "review", do: "preview", finding: finding.id }} />}
      {finding.refused && <p className="sp-quiet-text">Its acceptance does not count: {finding.refused}.</p>}
      {finding.whyNoFix && <p className="sp-quiet-text">What it suggests cannot be drawn: {finding.whyNoFix}</p>}
      <Decision finding={finding} />
    </div>
  );
}

function Decision({ finding }: { finding: ModelFinding }) {
  const { store } = usePanel();
  const [form, setForm] = useState<"dismiss" | "waive" | null>(null);
  const done = () => setForm(null);
  if (form === "waive") return <WaiverForm finding={finding} onDone={done} />;
  if (form === "dismiss") return <DismissForm finding={finding} onDone={done} />;
  const decide = (what: "keep" | "forget") => store.push({ op: "review", do: what, finding: finding.id });
  return (
    <div className="sp-buttons">
      {finding.status === "open" && (
        <button type="button" className="sp-button" title="It becomes part of the design and of its reports" onClick={() => decide("keep")}>
          Keep
        </button>
      )}
      {finding.status !== "waived" && (
        <button type="button" className="sp-button" title="No review brings it back" onClick={() => setForm("dismiss")}>
          Dismiss…
        </button>
      )}
      {finding.status === "kept" && (
        <button type="button" className="sp-button" onClick={() => decide("forget")}>
          Do not keep
        </button>
      )}
      <button type="button" className="sp-button sp-plain" onClick={() => setForm("waive")}>
        {finding.waiver ? "Change the acceptance…" : "Accept with a reason…"}
      </button>
      {finding.waiver && (
        <button type="button" className="sp-button sp-plain" onClick={() => store.push({ op: "delete_waiver", finding: finding.id })}>
          Withdraw
        </button>
      )}
    </div>
  );
}

function DismissForm({ finding, onDone }: { finding: ModelFinding; onDone: () => void }) {
  const { store } = usePanel();
  const [reason, setReason] = useState("");
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (reason.trim() === "") return;
    store.push({ op: "review", do: "dismiss", finding: finding.id, reason });
    store.announce("Dismissed");
    onDone();
  }
  return (
    <form className="sp-answer" onSubmit={submit}>
      <label htmlFor={id}>Why is it none?</label>
      <textarea id={id} className="sp-input" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      <div className="sp-buttons">
        <button type="submit" className="sp-button sp-strong" disabled={reason.trim() === ""}>
          Dismiss finding
        </button>
        <button type="button" className="sp-button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
