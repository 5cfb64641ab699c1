import { useEffect, useRef } from "react";
import { GhostSteps } from "./GhostSteps";
import { applyGhosts, dismissGhosts } from "../actions";
import { useCanvasStore, useSelected } from "../useStore";

const KINDS = { structural: "changes the drawing", declared: "only states an intention", mixed: "changes the drawing and states an intention" };

/** The fix that is being shown as ghosts, to be applied or not. */
export function GhostBar() {
  const store = useCanvasStore();
  const ghosts = useSelected((s) => s.data?.ghosts ?? null);
  const apply = useRef<HTMLButtonElement>(null);
  const shown = ghosts && `${ghosts.finding} ${ghosts.fix}`;
  useEffect(() => apply.current?.focus({ preventScroll: true }), [shown]); // Enter applies, wherever the fix was asked for
  if (!ghosts) return null;
  return (
    <div className="sk-ghost-bar" role="region" aria-label="Proposed fix">
      <div className="sk-ghost-words">
        <strong>{ghosts.title}</strong>
        <span>{KINDS[ghosts.kind]}</span>
        {ghosts.steps.length > 0 && <GhostSteps ghosts={ghosts} />}
      </div>
      <button ref={apply} className="sk-button is-main" onClick={() => applyGhosts(store)}>
        Apply <kbd>Enter</kbd>
      </button>
      <button className="sk-button" onClick={() => dismissGhosts(store)}>
        Cancel <kbd>Esc</kbd>
      </button>
    </div>
  );
}
