import { useStore as useFlow } from "@xyflow/react";
import { commandOf } from "../commands";
import { keysShown, perform } from "../commands/command";
import { usePlace } from "../commands/usePlace";

/** How large the drawing is shown; a click shows it life-size. */
export function ZoomLevel() {
  const at = usePlace();
  const percent = useFlow((s) => Math.round(s.transform[2] * 100));
  const reset = commandOf("zoom-reset");
  return (
    <button className="sk-tool sk-zoom-level" title={`${reset.words} (${keysShown(reset)})`} aria-label={`Zoom ${percent} %: ${reset.words}`} onClick={() => perform(reset, at)}>
      {percent} %
    </button>
  );
}
