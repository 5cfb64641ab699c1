import { memo } from "react";
import type { NotStated } from "../types";
import { usePanel } from "./context";
import { Fold } from "./Fold";
import type { Names } from "./names";

/** Facts that nobody has stated, as questions: a click opens the field that answers one. */
export const NotStatedList = memo(function NotStatedList({ facts, names }: { facts: NotStated[]; names: Names }) {
  const { open } = usePanel();
  if (facts.length === 0) return null;
  return (
    <Fold title={`Not stated yet (${facts.length})`}>
      <p className="sp-quiet-text">Questions, not gaps: an answer lets the check judge more.</p>
      <ul className="sp-questions">
        {facts.map((fact) => (
          <li key={`${fact.code} ${fact.anchor} ${fact.property}`}>
            <button type="button" className="sp-question" onClick={() => open(fact.anchor, fact.property)}>
              <span>{fact.question}</span>
              <span className="sp-finding-foot">
                <span className="sp-chip">{names(fact.anchor)}</span>
                <span className="sp-code">{fact.code}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Fold>
  );
});
