import { memo, useId } from "react";
import type { Finding, Ghosts } from "../types";
import { Chevron } from "./Fold";
import { FindingDetail } from "./FindingDetail";
import { RuleLink } from "./RuleLink";
import { SeveritySign } from "./Severity";

/** `place` is the name of the anchor. */
type Props = { finding: Finding; place: string; isOpen: boolean; isFocus: boolean; ghosts: Ghosts | null; onToggle: (finding: Finding) => void };

/** One finding; its head is a button that shows its place and unfolds the rest. */
export const FindingRow = memo(function FindingRow({ finding, place, isOpen, isFocus, ghosts, onToggle }: Props) {
  const id = useId();
  return (
    <li className={isFocus ? "sp-finding sp-focus" : "sp-finding"} data-finding={finding.id}>
      <div className="sp-finding-top">
        <button type="button" className="sp-finding-head" aria-expanded={isOpen} aria-controls={id} onClick={() => onToggle(finding)}>
          <SeveritySign severity={finding.severity} />
          <span className="sp-finding-text">
            <span className="sp-message">{finding.message}</span>
            <span className="sp-finding-foot">
              <span className="sp-chip">{place}</span>
            </span>
          </span>
          <Chevron />
        </button>
        <RuleLink rule={finding} className="sp-code" />
      </div>
      <div id={id}>{isOpen && <FindingDetail finding={finding} place={place} ghosts={ghosts} />}</div>
    </li>
  );
});
