import { type FocusEvent, useState } from "react";
import type { Stated } from "../../types";
import { Field, type FieldProps } from "./Field";

export type Stakeholder = { role: string; concern: string };

/** The rows as they are sent: those with neither a role nor a concern are left out. */
export function stakeholders(rows: Stakeholder[]): Stated | undefined {
  const trimmed = rows.map((row) => ({ role: row.role.trim(), concern: row.concern.trim() }));
  const kept = trimmed.filter((row) => row.role !== "" || row.concern !== "");
  return kept.length > 0 ? kept.map((row) => (row.concern === "" ? { role: row.role } : row)) : undefined;
}

function rowsOf(stated: Stated | undefined): Stakeholder[] {
  if (!Array.isArray(stated)) return [];
  return stated.map((one) =>
    typeof one === "object" ? { role: String(one.role ?? ""), concern: String(one.concern ?? "") } : { role: one, concern: "" },
  );
}

/** Who has a say, and what each of them cares about; sent when the cursor leaves a row. */
export function StakeholdersField(props: FieldProps) {
  const { stated, onStated } = props;
  const [draft, setDraft] = useState<Stakeholder[] | null>(null);
  const rows = draft ?? rowsOf(stated);
  const problem = rows.some((row) => row.role.trim() === "" && row.concern.trim() !== "") ? "Say whose concern it is." : "";
  const send = (next: Stakeholder[]) => {
    onStated(stakeholders(next));
    setDraft(null);
  };
  const leave = (event: FocusEvent) => {
    const stays = event.currentTarget.contains(event.relatedTarget as Node | null);
    if (!stays && draft && problem === "") send(draft);
  };
  const change = (index: number, part: Partial<Stakeholder>) =>
    setDraft(rows.map((row, i) => (i === index ? { ...row, ...part } : row)));
  return (
    <Field {...props} problem={problem} isWide isGroup>
      {() => (
        <div className="sp-rows" onBlur={leave}>
          {rows.map((row, index) => (
            <div key={index} className="sp-row">
              <input
                className="sp-input"
                aria-label={`Stakeholder ${index + 1}: role`}
                placeholder="Role"
                autoFocus={row.role === "" && row.concern === ""}
                value={row.role}
                onChange={(event) => change(index, { role: event.target.value })}
              />
              <input
                className="sp-input"
                aria-label={`Stakeholder ${index + 1}: concern`}
                placeholder="Concern"
                value={row.concern}
                onChange={(event) => change(index, { concern: event.target.value })}
              />
              <button
                type="button"
                className="sp-icon"
                aria-label={`Remove stakeholder ${index + 1}`}
                onClick={() => send(rows.filter((_, i) => i !== index))}
              >
                ×
              </button>
            </div>
          ))}
          <button type="button" className="sp-button sp-plain" onClick={() => setDraft([...rows, { role: "", concern: "" }])}>
            Add a stakeholder
          </button>
        </div>
      )}
    </Field>
  );
}
