import { listed } from "../validate";
import { Field, type FieldProps } from "./Field";
import { useDraft } from "./useDraft";

/** A list of sentences, one a line: sentences have commas of their own. */
export function LinesField(props: FieldProps) {
  const { stated, onStated } = props;
  const lines = Array.isArray(stated) ? stated.map(String) : stated === undefined ? [] : [String(stated)];
  const draft = useDraft(lines.join("\n"), (text) => {
    const entries = listed(text, /\n/);
    onStated(entries.length > 0 ? entries : undefined);
    return "";
  }, true);
  return (
    <Field {...props} isWide>
      {(control) => (
        <textarea
          {...control}
          className="sp-input"
          rows={Math.max(2, draft.text.split("\n").length)}
          placeholder="One a line"
          value={draft.text}
          onChange={(event) => draft.change(event.target.value)}
          onBlur={draft.commit}
          onKeyDown={draft.onKeyDown}
        />
      )}
    </Field>
  );
}
