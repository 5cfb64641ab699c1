import { commandOf } from "../commands";
import { keysShown, perform } from "../commands/command";
import { usePlace } from "../commands/usePlace";
import { useScene } from "../context";
import { Glyph } from "../toolbar/glyphs";
import { useSelected } from "../useStore";

/** Opens the menu of flows; marked while some are hidden. */
export function ShowTool() {
  const command = commandOf("show");
  const at = usePlace();
  const { sheet } = useScene();
  const some = useSelected((s) => s.reading.hidden.length > 0);
  return (
    <button
      className={`sk-tool sk-show ${some ? "is-on" : ""}`}
      title={`${command.words} (${keysShown(command)})`}
      aria-haspopup="dialog"
      aria-expanded={sheet?.show === "flows"}
      onClick={() => perform(command, at)}
    >
      <Glyph name="eye" />
      <span>Show</span>
    </button>
  );
}
