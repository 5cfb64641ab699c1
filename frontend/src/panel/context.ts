import { createContext, useContext } from "react";
import type { CanvasStore } from "../store";

/** A field that asked for the cursor: a question about it was clicked. */
export type Wanted = { anchor: string; property: string };

export type PanelContext = {
  store: CanvasStore;
  wanted: Wanted | null;
  /** Open the form of an element, of the brief or of the design, with the cursor in one field. */
  open: (anchor: string, property?: string) => void;
  /** Called by the field that took the cursor. */
  arrived: () => void;
};

const Context = createContext<PanelContext | null>(null);
export const PanelProvider = Context.Provider;

export function usePanel(): PanelContext {
  const found = useContext(Context);
  if (!found) throw new Error("cannot render a part of the panel: because it stands outside of it. Put it inside Panel.");
  return found;
}

/** The element whose form is being shown: its fields take the cursor only if it was meant. */
export const FormAnchor = createContext("");
