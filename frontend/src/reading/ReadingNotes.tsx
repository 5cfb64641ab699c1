import { isFiltering, NO_FILTER } from "../panel/grouping";
import { count } from "../panel/format";
import type { CanvasStore } from "../store";
import { useCanvasStore, useSelected } from "../useStore";
import { leftOut } from "./flowClasses";
import { pathOf } from "./path";

/** What is left out of sight, so that nobody takes it for missing. */
export function ReadingNotes() {
  const store = useCanvasStore();
  const filtering = useSelected((s) => isFiltering(s.reading.filter));
  const left = useSelected((s) => (s.data?.findings.length ?? 0) - s.shownFindings.length);
  const flows = useSelected(hiddenNow);
  return (
    <div className="sk-reading-notes" role="status">
      {filtering && left > 0 && (
        <p>
          {count(left, "finding")} filtered out
          <button onClick={() => store.setReading({ filter: NO_FILTER })}>Show all findings</button>
        </p>
      )}
      {flows && (
        <p>
          {flows}
          <button onClick={() => store.setReading({ hidden: [] })}>Show all flows</button>
        </p>
      )}
    </div>
  );
}

/** "12 flows hidden, 2 of them with findings". */
function hiddenNow(store: CanvasStore): string {
  const { design, reading, focus, selection } = store;
  if (!reading.hidden.length) return "";
  const out = leftOut(design, reading.hidden, new Set([...selection, ...pathOf(focus, design)]));
  const found = [...out].filter((id) => store.badgeAt(id).length).length;
  return out.size ? `${count(out.size, "flow")} hidden${found ? `, ${found} of them with findings` : ""}` : "";
}
