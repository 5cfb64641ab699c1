import type { ReactNode } from "react";
import { addNote, addZone, arrange, travel } from "../actions";
import { useView } from "../board/useView";
import { useScene } from "../context";
import { BOX, freePlace, placesOf } from "../geometry";
import { Icon } from "../nodes/Icon";
import { useCanvasStore, useSelected } from "../useStore";
import { DesignName } from "./DesignName";
import { Glyph } from "./glyphs";
import { SaveState } from "./SaveState";

/** What can be done, along the top of the canvas. */
export function Toolbar() {
  const store = useCanvasStore();
  const view = useView();
  const { open } = useScene();
  const canUndo = useSelected((s) => !!s.data?.canUndo || s.status().pending > 0);
  const canRedo = useSelected((s) => !!s.data?.canRedo);
  const several = useSelected((s) => selectedBoxes(s.selection, s.design.layout.boxes).length > 1);
  const empty = useSelected((s) => !s.design.components.length);
  const [x, y] = [-BOX[0] / 2, -BOX[1] / 2];
  return (
    <div className="sk-toolbar" role="toolbar" aria-label="Canvas">
      <Tool label="Undo" keys="Ctrl Z" disabled={!canUndo} onClick={() => travel(store, "undo")} glyph={<Glyph name="undo" />} />
      <Tool label="Redo" keys="Ctrl Shift Z" disabled={!canRedo} onClick={() => travel(store, "redo")} glyph={<Glyph name="redo" />} />
      <hr />
      <button className="sk-tool is-main" title="Add a box (/)" onClick={() => open({ show: "add", from: oneBox(store.selection, store.design.layout.boxes) })}>
        <Glyph name="add" />
        Add <kbd>/</kbd>
      </button>
      <Tool label="Add a zone" keys="z" onClick={() => view.reveal(placesOf(store.design, addZone(store, view.centre())))} glyph={<Icon kind="zone" size={17} />} />
      <Tool
        label="Add a note"
        keys="t"
        onClick={() => addNote(store, freePlace(store.design, [view.centre()[0] + x, view.centre()[1] + y]))}
        glyph={<Icon kind="note" size={17} />}
      />
      <hr />
      <Tool label={several ? "Arrange the selected boxes" : "Arrange all boxes"} keys="l" disabled={empty} onClick={() => arrange(store)} glyph={<Glyph name="arrange" />} />
      <Tool label="Zoom to fit" keys="f" disabled={empty} onClick={() => view.fit()} glyph={<Glyph name="fit" />} />
      <Tool label="Zoom out" keys="-" onClick={() => view.zoomBy(1 / 1.25)} glyph={<Glyph name="minus" />} />
      <Tool label="Zoom in" keys="+" onClick={() => view.zoomBy(1.25)} glyph={<Glyph name="add" />} />
      <DesignName />
      <SaveState />
      <Tool label="Keys and help" keys="?" onClick={() => open({ show: "help" })} glyph={<Glyph name="help" />} />
    </div>
  );
}

export const selectedBoxes = (selection: string[], boxes: object): string[] => selection.filter((id) => id in boxes);
/** The one selected box, if it is one. */
export const oneBox = (selection: string[], boxes: object): string | undefined => (selection.length === 1 && selection[0] in boxes ? selection[0] : undefined);

type ToolProps = { label: string; keys: string; glyph: ReactNode; onClick: () => void; disabled?: boolean };

function Tool({ label, keys, glyph, onClick, disabled }: ToolProps) {
  return (
    <button className="sk-tool" title={`${label} (${keys})`} aria-label={label} disabled={disabled} onClick={onClick}>
      {glyph}
    </button>
  );
}
