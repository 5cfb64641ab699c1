import { Icon } from "../nodes/Icon";
import { Glyph, type GlyphName } from "../toolbar/glyphs";
import { Tool } from "../toolbar/Toolbar";
import { useSelected } from "../useStore";
import { allLocked } from "./locks";
import { standing } from "./moving";

const SIDES: GlyphName[] = ["left", "centre", "right", "top", "middle", "bottom"];
const AXES: GlyphName[] = ["horizontally", "vertically"];

/** What can be done to several boxes, while several are selected. */
export function ArrangeBar() {
  const shown = useSelected((s) => !s.data?.ghosts && standing(s.design, s.selection).length > 1);
  if (!shown) return null;
  return (
    <div className="sk-arrange-bar" role="toolbar" aria-label="Arrange the selection">
      {SIDES.map((side) => (
        <Tool key={side} command={side} glyph={<Glyph name={side} />} />
      ))}
      <hr />
      {AXES.map((axis) => (
        <Tool key={axis} command={axis} glyph={<Glyph name={axis} />} />
      ))}
      <hr />
      <Tool command="arrange-selected" glyph={<Glyph name="arrange" />} />
      <LockTool />
      <Tool command="zone" glyph={<Icon kind="zone" size={17} />} />
    </div>
  );
}

function LockTool() {
  const locked = useSelected(allLocked);
  return <Tool command="lock" glyph={<Glyph name={locked ? "unlock" : "lock"} />} />;
}
