import type { Scalar } from "../../types";
import { Field, type FieldProps } from "./Field";
import { useDraft } from "./useDraft";

const LEVELS = ["low", "medium", "high"];

/** How bad a wrong answer is for people, and in what way. */
export function HarmField(props: FieldProps) {
  const { property, stated, onStated } = props;
  const harm = typeof stated === "object" && !Array.isArray(stated) ? stated : {};
  const send = (name: "level" | "text", value: string) => {
    const next: Record<string, Scalar> = { ...harm, [name]: value.trim() };
    if (value.trim() === "") delete next[name];
    onStated(Object.keys(next).length > 0 ? next : undefined);
  };
  const draft = useDraft(String(harm.text ?? ""), (text) => {
    send("text", text);
    return "";
  }, true);
  return (
    <Field {...props} isWide isGroup>
      {() => (
        <div className="sp-harm">
          <select
            className="sp-input"
            aria-label={`${property.label}: level`}
            value={String(harm.level ?? "")}
            onChange={(event) => send("level", event.target.value)}
          >
            <option value="">level not stated</option>
            {(property.choices?.length ? property.choices : LEVELS).map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
          <textarea
            className="sp-input"
            rows={2}
            aria-label={`${property.label}: in what way`}
            placeholder="Who is harmed, and how"
            value={draft.text}
            onChange={(event) => draft.change(event.target.value)}
            onBlur={draft.commit}
            onKeyDown={draft.onKeyDown}
          />
        </div>
      )}
    </Field>
  );
}
