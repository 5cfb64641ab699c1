import type { Scalar } from "../../types";
import { title } from "../forms";
import { Field, type FieldProps } from "./Field";
import { useDraft } from "./useDraft";

const CELLS = ["name", "unit", "current", "target", "by"];
type Metric = Record<string, Scalar>;

/** A metric: what it is called, in which unit, where it stands, where it shall be, and by when. */
export function MetricField(props: FieldProps) {
  const metric = isRecord(props.stated) ? props.stated : {};
  const send = (name: string, text: string) => {
    const next = { ...metric, [name]: text.trim() };
    if (text.trim() === "") delete next[name];
    props.onStated(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <Field {...props} isWide isGroup>
      {() => (
        <div className="sp-cells">
          {CELLS.map((name) => (
            <Cell key={name} name={name} value={String(metric[name] ?? "")} onSend={(text) => send(name, text)} />
          ))}
        </div>
      )}
    </Field>
  );
}

const isRecord = (value: unknown): value is Metric => typeof value === "object" && value !== null && !Array.isArray(value);

type CellProps = { name: string; value: string; onSend: (text: string) => void };

function Cell({ name, value, onSend }: CellProps) {
  const draft = useDraft(value, (text) => {
    onSend(text);
    return "";
  });
  return (
    <label className={`sp-cell sp-cell-${name}`}>
      <span>{title(name)}</span>
      <input
        className="sp-input"
        value={draft.text}
        autoComplete="off"
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={draft.onKeyDown}
      />
    </label>
  );
}
