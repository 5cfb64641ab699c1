import type { Finding } from "../types";
import { usePanel } from "./context";
import { SeveritySign } from "./Severity";

/** The open findings of what is being edited, one line each; a click goes to the finding. */
export function CompactFindings({ findings }: { findings: Finding[] }) {
  const { store } = usePanel();
  if (findings.length === 0) return null;
  const show = (finding: Finding) => {
    store.setPanelTab("findings");
    store.setFocus(finding);
  };
  return (
    <ul className="sp-compact" aria-label="Open findings here">
      {findings.map((finding) => (
        <li key={finding.id}>
          <button type="button" onClick={() => show(finding)}>
            <SeveritySign severity={finding.severity} /> <span>{finding.message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
