import { ReactFlowProvider } from "@xyflow/react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Board } from "./board/Board";
import { useView } from "./board/useView";
import { SceneContext, useScene, type CanvasScene, type Sheet } from "./context";
import { KindMenu } from "./edges/KindMenu";
import { isPlain, isTyping, pressed, settleNudge } from "./keys";
import { Palette } from "./palette/Palette";
import { Side } from "./Side";
import { ConnectTo } from "./quickadd/ConnectTo";
import { QuickAdd } from "./quickadd/QuickAdd";
import type { CanvasStore } from "./store";
import type { ThemeName } from "./tokens";
import { GhostBar } from "./toolbar/GhostBar";
import { Help } from "./toolbar/Help";
import { Hint } from "./toolbar/Hint";
import { OfflineBanner } from "./toolbar/OfflineBanner";
import { Toast } from "./toolbar/Toast";
import { Toolbar } from "./toolbar/Toolbar";
import { StoreContext, useSelected } from "./useStore";

type Props = { store: CanvasStore; theme: ThemeName };

export function Canvas({ store, theme }: Props) {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const board = useRef<HTMLDivElement>(null);
  const open = useCallback((next: Sheet | null) => {
    setSheet(next);
    if (!next) root.current?.focus({ preventScroll: true });
  }, []);
  const scene = useMemo<CanvasScene>(() => ({ sheet, open, root, board }), [sheet, open]);
  return (
    <StoreContext.Provider value={store}>
      <SceneContext.Provider value={scene}>
        <ReactFlowProvider>
          <Screen store={store} theme={theme} />
        </ReactFlowProvider>
      </SceneContext.Provider>
    </StoreContext.Provider>
  );
}

/** The one screen: boxes to take, the canvas, and what is said about it. */
function Screen({ store, theme }: Props) {
  const scene = useScene();
  const view = useView();
  const latest = useRef(scene);
  latest.current = scene;
  const { root, sheet, open } = scene;

  const onKey = useCallback(
    (event: KeyboardEvent): boolean => {
      if (!event.key.startsWith("Arrow") && event.key !== "Shift") settleNudge(store);
      if (latest.current.sheet?.show === "kind") latest.current.open(null);
      const done = pressed(event, store, view, latest.current);
      if (done) event.preventDefault();
      return done;
    },
    [store, view],
  );
  useKeysOfThePage(onKey, root);
  useLeaveWarning(store);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, [root]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const inField = isTyping(event.nativeEvent);
    const done = !inField && !(event.key === "Enter" && isButton(event.nativeEvent)) && onKey(event.nativeEvent);
    if (done || isPlain(event) || inField) event.stopPropagation();
    if (!inField && !done && (event.key === "Enter" || event.key === " ")) selectFocused(event, store);
  };
  const onPointerDown = (event: React.PointerEvent): void => {
    settleNudge(store);
    if (sheet?.show === "kind" && !(event.target as Element).closest(".sk-kind-menu")) open(null);
  };
  return (
    <div className="sk" data-theme={theme} ref={root} tabIndex={-1} onKeyDown={onKeyDown} onKeyUp={stopPlain} onPointerDownCapture={onPointerDown}>
      <Palette />
      <main className="sk-main">
        <Toolbar />
        <OfflineBanner />
        <div className="sk-stage-area">
          <Board theme={theme} />
          <GhostBar />
          {sheet?.show === "kind" && <KindMenu sheet={sheet} />}
          <Hint />
          <Toast />
        </div>
      </main>
      <Side store={store} />
      {sheet?.show === "add" && <QuickAdd sheet={sheet} />}
      {sheet?.show === "connect" && <ConnectTo from={sheet.from} />}
      {sheet?.show === "help" && <Help />}
      <Announcer />
    </div>
  );
}

/** Says what happened to who cannot see it. */
function Announcer() {
  const text = useSelected((s) => s.announcement);
  return (
    <div className="sk-hidden" aria-live="polite" role="log">
      {text}
    </div>
  );
}

const isButton = (event: Event): boolean => {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && !!target.closest("button, a, summary, [role=tab]");
};

/** Streamlit listens to key releases as well. */
function stopPlain(event: React.KeyboardEvent): void {
  if (isPlain(event) && event.key !== " ") event.stopPropagation();
}

/** Enter or Space on a box with the focus selects it; with Shift it is added; a second time shows its form. */
function selectFocused(event: React.KeyboardEvent, store: CanvasStore): void {
  const node = (event.target as Element).closest<HTMLElement>(".react-flow__node");
  const id = node?.dataset.id;
  if (!id || event.target !== node) return;
  event.preventDefault();
  if (!event.shiftKey && store.selection.length === 1 && store.selection[0] === id) store.setPanelTab("selected");
  else if (!event.shiftKey) store.select([id]);
  else store.select(store.selection.includes(id) ? store.selection.filter((other) => other !== id) : [...store.selection, id]);
}

/** Leaving the page while edits are on their way is asked about: they would be lost. */
function useLeaveWarning(store: CanvasStore): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      settleNudge(store);
      if (store.status().pending) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [store]);
}

const ANSWERS_KEYS = "input, textarea, select, button, a, summary, [contenteditable], [role=dialog]";

/** Keys also work when nothing that answers keys itself has the focus, and from the first frame on. */
function useKeysOfThePage(onKey: (event: KeyboardEvent) => boolean, root: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.target as Element;
      if (event.composedPath().includes(root.current!) || target.closest(ANSWERS_KEYS)) return;
      if (onKey(event) || isPlain(event)) event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [onKey, root]);
}
