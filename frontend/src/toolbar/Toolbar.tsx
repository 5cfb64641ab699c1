import type { ReactNode } from "react";
import { commandOf } from "../commands";
import { keysShown, perform, possible, wordsOf } from "../commands/command";
import { usePlace } from "../commands/usePlace";
import { Icon } from "../nodes/Icon";
import { useSelected } from "../useStore";
import { DesignName } from "./DesignName";
import { Glyph } from "./glyphs";
import { ShowTool } from "../reading/ShowTool";
import { SaveState } from "./SaveState";
import { ToolMenu } from "./ToolMenu";
import { ZoomLevel } from "./ZoomLevel";

/** What can be done, along the top of the canvas. */
export function Toolbar() {
  return (
    <div className="sk-toolbar" role="toolbar" aria-label="Canvas">
      <Tool command="undo" glyph={<Glyph name="undo" />} />
      <Tool command="redo" glyph={<Glyph name="redo" />} />
      <hr />
      <AddTool />
      <Tool command="zone" glyph={<Icon kind="zone" size={17} />} />
      <Tool command="note" glyph={<Icon kind="note" size={17} />} />
      <hr />
      <ToolMenu label="Arrange" hint={`Arrange (${keysShown(commandOf("arrange"))})`} glyph={<Glyph name="arrange" />} commands={["arrange-all", "arrange-selected", "arrange-new", "lock"]} />
      <Tool command="fit" glyph={<Glyph name="fit" />} />
      <Tool command="fit-selection" glyph={<Glyph name="fitSelection" />} />
      <Tool command="zoom-out" glyph={<Glyph name="minus" />} />
      <ZoomLevel />
      <Tool command="zoom-in" glyph={<Glyph name="add" />} />
      <ShowTool />
      <Tool command="present" glyph={<Glyph name="present" />} />
      <DesignName />
      <SaveState />
      <Tool command="commands" glyph={<Glyph name="commands" />} />
      <Tool command="help" glyph={<Glyph name="help" />} />
    </div>
  );
}

/** A button for a command; its words and key are the command's own. */
export function Tool({ command: id, glyph }: { command: string; glyph: ReactNode }) {
  const command = commandOf(id);
  const at = usePlace();
  const words = useSelected(() => wordsOf(command, at));
  const can = useSelected(() => possible(command, at) === true);
  return (
    <button className="sk-tool" data-command={id} title={`${words} (${keysShown(command)})`} aria-label={words} disabled={!can} onClick={() => perform(command, at)}>
      {glyph}
    </button>
  );
}

function AddTool() {
  const command = commandOf("add");
  const at = usePlace();
  return (
    <button className="sk-tool is-main" title={`${command.words} (${keysShown(command)})`} onClick={() => perform(command, at)}>
      <Glyph name="add" />
      Add <kbd>{keysShown(command)}</kbd>
    </button>
  );
}
