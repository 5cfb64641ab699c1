import { stepFinding } from "../actions";
import { Mark } from "../nodes/Mark";
import type { CanvasStore } from "../store";
import { useCanvasStore, useSelected } from "../useStore";
import { walkOrder } from "./walk";

/** The finding whose path is lit up, with the ways to the next one and out. */
export function PathBar() {
  const store = useCanvasStore();
  const focus = useSelected((s) => s.focus);
  const proposing = useSelected((s) => !!s.data?.ghosts);
  const place = useSelected(placeNow);
  if (!focus || proposing) return null;
  return (
    <div className="sk-path-bar" role="region" aria-label="Finding on the canvas" data-severity={focus.severity}>
      <Mark severity={focus.severity} size={16} />
      <p title={focus.message}>{focus.message}</p>
      {place && <span className="sk-path-count">{place}</span>}
      <button className="sk-tool" title="Previous finding (p)" aria-label="Previous finding" onClick={() => stepFinding(store, -1)}>‹</button>
      <button className="sk-tool" title="Next finding (n)" aria-label="Next finding" onClick={() => stepFinding(store, 1)}>›</button>
      <button className="sk-tool" title="Leave the finding (Esc)" aria-label="Leave the finding" onClick={() => store.setFocus(null)}>×</button>
    </div>
  );
}

/** "2 of 5"; nothing for one that is accepted or does not count yet. */
function placeNow(store: CanvasStore): string {
  if (!store.focus) return "";
  const all = walkOrder(store);
  const at = all.findIndex((f) => f.id === store.focus?.id);
  return at < 0 ? "" : `${at + 1} of ${all.length}`;
}
