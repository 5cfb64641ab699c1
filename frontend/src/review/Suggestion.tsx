import { applyGhosts, dismissGhosts } from "../actions";
import { usePanel } from "../panel/context";
import { Consequences, FixNature } from "../panel/Fixes";
import type { Fix, Request } from "../types";

type Props = { fix: Fix; of: string; preview: Request };

/** A change that the model suggests: shown on the canvas first, as a fix of a rule is. */
export function Suggestion({ fix, of, preview }: Props) {
  const { store } = usePanel();
  const shown = store.data?.ghosts?.finding === of ? store.data.ghosts : null;
  return (
    <div className="rv-suggestion">
      <p>{fix.title}</p>
      <FixNature fix={fix} />
      <div role="status">{shown && <Consequences ghosts={shown} />}</div>
      <div className="sp-buttons">
        <button type="button" className="sp-button" onClick={() => (shown ? dismissGhosts(store) : store.push(preview))}>
          {shown ? "Cancel" : "Show on canvas"}
        </button>
        {shown && (
          <button type="button" className="sp-button sp-strong" onClick={() => applyGhosts(store)}>
            Apply
          </button>
        )}
      </div>
    </div>
  );
}
