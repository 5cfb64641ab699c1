import { memo, useSyncExternalStore } from "react";
import { showFinding } from "../actions";
import type { CanvasStore } from "../store";
import type { Finding } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { Mark } from "./Mark";

/** The findings at this anchor that count by now; quiet ones are told apart. Stable while nothing changes. */
function standing(store: CanvasStore, anchor: string): string {
  const findings = store.badgeAt(anchor);
  if (!findings.length) return "";
  const loud = findings.filter((f) => !store.isQuiet(f));
  return loud.length ? `${loud.length}:${worst(loud)}` : "quiet";
}

const ORDER = ["error", "warning", "advice"];
const worst = (findings: Finding[]): string => ORDER.find((level) => findings.some((f) => f.severity === level)) ?? "advice";
export const countWords = (n: number): string => `${n} ${n === 1 ? "finding" : "findings"}`;

/** Findings are kept out of the node's data: an answer from Python renders only the badges that changed. */
export const Badge = memo(function Badge({ anchor }: { anchor: string }) {
  const store = useCanvasStore();
  const state = useSyncExternalStore(store.subscribe, () => standing(store, anchor));
  const findings = useSelected((s) => s.badgeAt(anchor));
  if (!state) return null;
  const show = (event: React.MouseEvent): void => {
    event.stopPropagation();
    showFinding(store, findings[0].id);
  };
  if (state === "quiet") {
    return <button className="sk-quiet nodrag nopan" tabIndex={-1} title="Just drawn: not judged yet" aria-label="Not judged yet" onClick={show} />;
  }
  const [count, severity] = state.split(":");
  const words = `${countWords(Number(count))}, worst: ${severity}`;
  return (
    <button
      className="sk-badge nodrag nopan"
      tabIndex={-1}
      data-badge={anchor}
      data-severity={severity}
      title={findings.map((f) => `${f.code} ${f.message}`).join("\n")}
      aria-label={words}
      onClick={show}
    >
      <Mark severity={severity} />
      {Number(count) > 1 && <span>{count}</span>}
    </button>
  );
});
