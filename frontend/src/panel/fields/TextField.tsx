import type { Property } from "../../types";
import { shown } from "../format";
import { isQuantity, parse } from "../validate";
import { Field, type FieldProps, hasUnit } from "./Field";
import { useDraft } from "./useDraft";

const NUMERIC = new Set(["integer", "number", "percent"]);

/** Text, numbers, durations, quantities, and lists parted by commas: typed, checked, then sent. */
export function TextField(props: FieldProps) {
  const { property, stated, inherited, onStated } = props;
  const isLong = property.type === "long_text";
  const draft = useDraft(shown(stated), (text) => {
    const parsed = parse(property, text);
    if ("error" in parsed) return parsed.error;
    onStated(parsed.value);
    return "";
  }, isLong);
  const input = {
    className: "sp-input",
    value: draft.text,
    placeholder: stated === undefined ? shown(inherited.value) || hint(property) : "",
    onChange: (event: { target: { value: string } }) => draft.change(event.target.value),
    onBlur: draft.commit,
    onKeyDown: draft.onKeyDown,
  };
  const isFree = property.type === "quantity" && typeof stated === "string" && !isQuantity(stated);
  return (
    <Field {...props} problem={draft.problem} showsInherited isWide={isLong} note={isFree && <p className="sp-help">Kept as text: it begins with no number.</p>}>
      {(control) =>
        isLong ? (
          <textarea {...control} {...input} rows={Math.min(6, 2 + Math.floor(draft.text.length / 45))} />
        ) : (
          <input {...control} {...input} type="text" inputMode={NUMERIC.has(property.type) ? "decimal" : undefined} autoComplete="off" />
        )
      }
    </Field>
  );
}

function hint(property: Property): string {
  if (property.type === "duration") return "such as 24h";
  if (property.type === "list") return "one, two, three";
  return hasUnit(property) ? "" : (property.unit ?? "");
}
