import { useView } from "../board/useView";
import { addZone, arrange } from "../actions";
import { placesOf } from "../geometry";
import { Icon } from "../nodes/Icon";
import { Glyph } from "../toolbar/glyphs";
import { Tool } from "../toolbar/Tool";
import { useCanvasStore, useSelected } from "../useStore";
import { align, distribute, standing } from "./moving";
import type { Axis, Side } from "./align";

const SIDES: [Side, string, string][] = [
  ["left", "Align left", "Alt A"],
  ["centre", "Align centres", "Alt H"],
  ["right", "Align right", "Alt D"],
  ["top", "Align top", "Alt W"],
  ["middle", "Align middles", "Alt V"],
  ["bottom", "Align bottom", "Alt S"],
];
const AXES: [Axis, string, string][] = [
  ["horizontally", "Distribute horizontally", "Alt Shift H"],
  ["vertically", "Distribute vertically", "Alt Shift V"],
];

/** What can be done to several boxes, while several are selected. */
export function ArrangeBar() {
  const store = useCanvasStore();
  const view = useView();
  const count = useSelected((s) => (s.data?.ghosts ? 0 : standing(s.design, s.selection).length));
  if (count < 2) return null;
  return (
    <div className="sk-arrange-bar" role="toolbar" aria-label="Arrange the selection">
      {SIDES.map(([side, label, keys]) => (
        <Tool key={side} label={label} keys={keys} onClick={() => align(store, side)} glyph={<Glyph name={side} />} />
      ))}
      <hr />
      {AXES.map(([axis, label, keys]) => (
        <Tool key={axis} label={label} keys={keys} disabled={count < 3} onClick={() => distribute(store, axis)} glyph={<Glyph name={axis} />} />
      ))}
      <hr />
      <Tool label="Arrange the selected boxes" keys="l" onClick={() => arrange(store)} glyph={<Glyph name="arrange" />} />
      <Tool label="Zone around the selection" keys="z" onClick={() => view.reveal(placesOf(store.design, addZone(store, view.centre())))} glyph={<Icon kind="zone" size={17} />} />
    </div>
  );
}
