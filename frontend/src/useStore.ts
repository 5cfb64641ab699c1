import { createContext, useContext, useSyncExternalStore } from "react";
import type { CanvasStore } from "./store";

/** Render again at every change of the store. */
export function useStore(store: CanvasStore): CanvasStore {
  useSyncExternalStore(store.subscribe, store.getVersion);
  return store;
}

export const StoreContext = createContext<CanvasStore>(null as never);
export const useCanvasStore = (): CanvasStore => useContext(StoreContext);

/** Render again only when the selected value changes identity; `select` must return what the store keeps. */
export function useSelected<T>(select: (store: CanvasStore) => T): T {
  const store = useCanvasStore();
  return useSyncExternalStore(store.subscribe, () => select(store));
}
