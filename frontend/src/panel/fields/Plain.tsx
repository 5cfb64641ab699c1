// Fields of the form's head: they are no properties, so they have no origin and no way back to "not stated".
import { type ReactNode, useId } from "react";
import { useWanted } from "./Field";
import { useDraft } from "./useDraft";

type InputProps = {
  label: string;
  value: string;
  /** Gets the trimmed text; answers with what is wrong with it, or "". */
  onSend: (text: string) => string;
  /** The property that a question about it names. */
  name: string;
  isLong?: boolean;
  isCode?: boolean;
};

export function PlainInput({ label, value, onSend, name, isLong = false, isCode = false }: InputProps) {
  const id = useId();
  const frame = useWanted(name);
  const draft = useDraft(value, (text) => onSend(text.trim()), isLong);
  const shared = {
    id,
    className: isCode ? "sp-input sp-mono" : "sp-input",
    value: draft.text,
    "aria-invalid": draft.problem !== "",
    "aria-describedby": `${id}-problem`,
    onChange: (event: { target: { value: string } }) => draft.change(event.target.value),
    onBlur: draft.commit,
    onKeyDown: draft.onKeyDown,
  };
  return (
    <div ref={frame} className={isLong ? "sp-field sp-wide" : "sp-field"}>
      <div className="sp-field-head">
        <label htmlFor={id} className="sp-label">
          {label}
        </label>
      </div>
      <div className="sp-field-body">
        {isLong ? <textarea {...shared} rows={4} /> : <input {...shared} autoComplete="off" spellCheck={!isCode} />}
        <p id={`${id}-problem`} className="sp-problem">
          {draft.problem}
        </p>
      </div>
    </div>
  );
}

type SelectProps = { label: string; name: string; value: string; onPick: (value: string) => void; help?: string; children: ReactNode };

export function PlainSelect({ label, name, value, onPick, help, children }: SelectProps) {
  const id = useId();
  const frame = useWanted(name);
  return (
    <div ref={frame} className="sp-field">
      <div className="sp-field-head">
        <label htmlFor={id} className="sp-label">
          {label}
        </label>
      </div>
      <div className="sp-field-body">
        <select id={id} className="sp-input" aria-describedby={`${id}-help`} value={value} onChange={(event) => onPick(event.target.value)}>
          {children}
        </select>
        <p id={`${id}-help`} className="sp-help">
          {help}
        </p>
      </div>
    </div>
  );
}
