import { useMemo } from "react";
import { useView } from "../board/useView";
import { useScene } from "../context";
import { useCanvasStore } from "../useStore";
import type { Place } from "./command";

/** What a command needs to run, for a component. */
export function usePlace(): Place {
  const [store, view, scene] = [useCanvasStore(), useView(), useScene()];
  return useMemo(() => ({ store, view, scene }), [store, view, scene]);
}
