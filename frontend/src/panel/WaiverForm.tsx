import { type FormEvent, useId, useState } from "react";
import type { Finding, Waiver } from "../types";
import { usePanel } from "./context";
import { monthsLater } from "./dates";
import { focusTab } from "./focus";

type Answers = Omit<Waiver, "finding">;
const MONTHS = 3;
/** A finding of a rule, or of the model. */
type Waivable = Pick<Finding, "id" | "waiver">;

export function waiverProblems(answers: Answers, today: string): Partial<Answers> {
  const problems: Partial<Answers> = {};
  if (answers.reason.trim() === "") problems.reason = "Say why this finding is accepted.";
  if (answers.owner.trim() === "") problems.owner = "Name the person or team who answers for it.";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(answers.until)) problems.until = "Give the day on which the finding opens again.";
  else if (answers.until < today) problems.until = `That day is past: choose ${today} or later.`;
  return problems;
}

/** Accept a finding with a reason, an owner and an end date, or change an acceptance that is there. */
export function WaiverForm({ finding, onDone }: { finding: Waivable; onDone: () => void }) {
  const { store } = usePanel();
  const today = store.data?.today ?? "";
  const [answers, setAnswers] = useState<Answers>(() => startOf(finding, today));
  const [problems, setProblems] = useState<Partial<Answers>>({});
  const change = (field: keyof Answers) => (value: string) => setAnswers({ ...answers, [field]: value });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = waiverProblems(answers, today);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    focusTab(event.currentTarget);
    const values = { reason: answers.reason.trim(), owner: answers.owner.trim(), until: answers.until };
    if (finding.waiver) store.push({ op: "set_waiver", finding: finding.id, values });
    else store.push({ op: "add_waiver", waiver: { finding: finding.id, ...values } });
    store.announce(`Accepted until ${values.until}`);
    onDone();
  }

  return (
    <form className="sp-waiver" onSubmit={submit} noValidate>
      <Answer label="Reason" value={answers.reason} problem={problems.reason} onChange={change("reason")} long />
      <Answer label="Owner" value={answers.owner} problem={problems.owner} onChange={change("owner")} />
      <Answer label="Until" value={answers.until} problem={problems.until} onChange={change("until")} min={today} />
      <p className="sp-quiet-text">The finding opens again after this day.</p>
      <div className="sp-buttons">
        <button type="submit" className="sp-button sp-strong">
          Accept finding
        </button>
        <button type="button" className="sp-button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function startOf(finding: Waivable, today: string): Answers {
  const until = today === "" ? "" : monthsLater(today, MONTHS);
  if (!finding.waiver) return { reason: "", owner: "", until };
  const { reason, owner, until: end } = finding.waiver;
  return { reason, owner, until: end < today ? until : end };
}

type AnswerProps = {
  label: string;
  value: string;
  problem?: string;
  onChange: (value: string) => void;
  long?: boolean;
  min?: string;
};

function Answer({ label, value, problem, onChange, long = false, min }: AnswerProps) {
  const id = useId();
  const shared = {
    id,
    value,
    required: true,
    "aria-invalid": problem !== undefined,
    "aria-describedby": `${id}-problem`,
    className: "sp-input",
  };
  return (
    <div className="sp-answer">
      <label htmlFor={id}>{label}</label>
      {long ? (
        <textarea {...shared} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...shared} type={min === undefined ? "text" : "date"} min={min} onChange={(event) => onChange(event.target.value)} />
      )}
      <p id={`${id}-problem`} className="sp-problem">
        {problem}
      </p>
    </div>
  );
}
