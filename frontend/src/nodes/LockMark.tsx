import { Glyph } from "../toolbar/glyphs";

/** Says that something stays where it is. */
export const LockMark = () => (
  <span className="sk-lock" title="Locked: it does not move. L unlocks it.">
    <Glyph name="lock" size={12} />
  </span>
);
