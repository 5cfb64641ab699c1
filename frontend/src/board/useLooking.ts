// Where the view goes by itself: at first, to what is spoken of, and when a sheet takes room.
import { useStore as useFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { placesOf, rectOf, type Rect } from "../geometry";
import { SHEETS, useNarrow } from "../palette/useNarrow";
import { pathOf } from "../reading/path";
import type { CanvasStore } from "../store";
import { useCanvasStore, useSelected } from "../useStore";
import { savedView, useView } from "./useView";

/** The first sight of a design: where this tab last looked, or all of it. */
export function useFirstView(): void {
  const store = useCanvasStore();
  const view = useView();
  const port = useRef(savedView());
  const ready = useFlow((s) => s.width > 0 && !!s.panZoom);
  const any = useSelected((s) => s.data !== null);
  const panZoom = useFlow((s) => s.panZoom);
  useEffect(() => {
    if (!ready || !any) return;
    if (port.current) view.go(port.current);
    else view.start(store.design);
  }, [ready, any, panZoom, store, view]);
}

/** What was in the middle stays there when a sheet takes room or gives it back; a path that is lit up is brought into sight. */
export function useSheetRoom(): void {
  const store = useCanvasStore();
  const view = useView();
  const height = useFlow((s) => s.height);
  const sheets = useNarrow(SHEETS);
  const before = useRef(0);
  useEffect(() => {
    const change = height - before.current;
    const known = before.current > 0;
    before.current = height;
    if (!sheets || !known || !change || store.reading.slide !== null) return;
    const { x, y, zoom } = view.now();
    view.go({ x, y: y + change / 2, zoom });
    if (store.focus || store.data?.ghosts) view.reveal(spokenOf(store), true);
  }, [height, sheets, store, view]);
}

/** Where the proposed fix is, or else the path of the finding. */
function spokenOf({ design, focus, data }: CanvasStore): Rect[] {
  const ghosts = data?.ghosts;
  if (!ghosts) return [...pathOf(focus, design)].flatMap((id) => placesOf(design, id));
  const touched = [...ghosts.changed.map((c) => c.id), ...ghosts.removed, ...ghosts.flows.flatMap((f) => [f.from, f.to])];
  return [...ghosts.components.map((c) => rectOf(c.at)), ...touched.flatMap((id) => placesOf(design, id))];
}

/** Pan to what is lit up, to ghosts, and fit again after an automatic layout. */
export function useReveal(): void {
  const store = useCanvasStore();
  const view = useView();
  const focus = useSelected((s) => s.focus);
  const ghosts = useSelected((s) => s.data?.ghosts ?? null);
  const looked = useSelected((s) => s.looked);
  const arranged = useSelected((s) => s.arranged);
  useEffect(() => {
    if (focus || ghosts) view.reveal(spokenOf(store), true);
  }, [focus, ghosts, store, view]);
  useEffect(() => {
    if (looked.length) view.reveal(looked.flatMap((id) => placesOf(store.design, id)), true);
  }, [looked, store, view]);
  useEffect(() => {
    if (arranged) requestAnimationFrame(() => view.fit());
  }, [arranged, view]);
}
