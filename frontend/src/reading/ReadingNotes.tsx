import { isFiltering, NO_FILTER } from "../panel/grouping";
import { useCanvasStore, useSelected } from "../useStore";

/** What is left out of sight, so that nobody takes it for missing. */
export function ReadingNotes() {
  const store = useCanvasStore();
  const filtering = useSelected((s) => isFiltering(s.reading.filter));
  const left = useSelected((s) => (s.data?.findings.length ?? 0) - s.shownFindings.length);
  return (
    <div className="sk-reading-notes" role="status">
      {filtering && left > 0 && (
        <p>
          {left} {left === 1 ? "finding" : "findings"} filtered out
          <button onClick={() => store.setReading({ filter: NO_FILTER })}>Show all findings</button>
        </p>
      )}
    </div>
  );
}
