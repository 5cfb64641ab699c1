import type { Viewport } from "@xyflow/react";
import { createContext, useContext, type RefObject } from "react";
import type { Point } from "./types";

/** The one thing that lies open over the canvas. */
export type Sheet =
  | { show: "add"; from?: string; side?: "in" | "out"; at?: Point }
  | { show: "connect"; from: string }
  | { show: "kind"; flow: string; at: Point } // `at` is in pixels from the board's corner
  | { show: "bundle"; flows: string[]; at: Point } // as for "kind"
  | { show: "flows" }
  | { show: "commands" }
  | { show: "find" }
  | { show: "menu"; at: Point; spot?: Point } // `at` as for "kind"; `spot` is the place of the canvas that was meant
  | { show: "help" };

/** These lie at a place of the drawing: any other action makes them go away. */
export const isMenu = (sheet: Sheet | null): boolean => ["kind", "bundle", "menu"].includes(sheet?.show ?? "");

export type CanvasScene = {
  sheet: Sheet | null;
  open: (sheet: Sheet | null) => void;
  root: RefObject<HTMLDivElement | null>;
  board: RefObject<HTMLDivElement | null>;
  /** Where the pointer is on the screen while it is over the board. */
  pointer: RefObject<{ x: number; y: number } | null>;
  /** Where the view is going while it slides by itself. */
  heading: RefObject<Viewport | null>;
};

export const SceneContext = createContext<CanvasScene>(null as never);
export const useScene = (): CanvasScene => useContext(SceneContext);

/** Whether the view is from so far that small print is left out. */
export const FarContext = createContext(false);
