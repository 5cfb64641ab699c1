import { useEffect, useState } from "react";
import { Panel } from "./panel/Panel";
import type { CanvasStore } from "./store";
import { useSelected } from "./useStore";

/** The panel where there is no room beside the drawing: under it, its tabs in sight, the rest on demand. */
export function SideSheet({ store }: { store: CanvasStore }) {
  const [open, setOpen] = useState(false);
  const proposing = useSelected((s) => !!s.data?.ghosts);
  useEffect(() => setOpen((was) => was && !proposing), [proposing]); // the fix is looked at on the drawing
  const words = open ? "Hide the panel" : "Show the panel";
  const openByTab = (event: React.MouseEvent): void => {
    if ((event.target as Element).closest("[role=tab]")) setOpen(true);
  };
  return (
    <div className="sk-side is-sheet" data-open={open || undefined}>
      <button className="sk-sheet-handle" title={words} aria-label={words} aria-expanded={open} onClick={() => setOpen(!open)} />
      <div className="sk-side-body" onClick={openByTab}>
        <Panel store={store} />
      </div>
    </div>
  );
}
