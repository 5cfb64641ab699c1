import type { Finding } from "../types";
import { usePanel } from "./context";

/** All fixes that leave nothing open and state nothing for anybody, to be looked at together first. */
export function FixAll({ findings }: { findings: Finding[] }) {
  const { store } = usePanel();
  if (!findings.some((one) => one.fixes.some((fix) => fix.kind === "structural" && fix.complete))) return null;
  const isShown = store.data?.ghosts?.finding === "";
  return (
    <div className="sp-buttons">
      <button
        type="button"
        className="sp-button"
        aria-disabled={isShown}
        title="Those that only change the drawing and are complete. You see them on the canvas before anything is done."
        onClick={() => !isShown && store.push({ op: "preview_all" })}
      >
        Fix all safe ones…
      </button>
    </div>
  );
}
