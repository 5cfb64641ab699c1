import { useState } from "react";
import { showFinding } from "../actions";
import type { Finding } from "../types";
import { usePanel } from "./context";
import { SeveritySign } from "./Severity";

const FEW = 3;

/** The open findings of what is being edited, one line each; a click goes to the finding. */
export function CompactFindings({ findings }: { findings: Finding[] }) {
  const { store } = usePanel();
  const [isAll, setAll] = useState(false);
  if (findings.length === 0) return null;
  return (
    <ul className="sp-compact" aria-label="Open findings here">
      {(isAll ? findings : findings.slice(0, FEW)).map((finding) => (
        <li key={finding.id}>
          <button type="button" title={finding.message} onClick={() => showFinding(store, finding.id)}>
            <SeveritySign severity={finding.severity} /> <span>{finding.message}</span>
          </button>
        </li>
      ))}
      {!isAll && findings.length > FEW && (
        <li>
          <button type="button" onClick={() => setAll(true)}>
            and {findings.length - FEW} more
          </button>
        </li>
      )}
    </ul>
  );
}
