import { ReactFlowProvider, type Viewport } from "@xyflow/react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { designInAddress, isLeft } from "./address";
import { ArrangeBar } from "./arranging/ArrangeBar";
import { Board } from "./board/Board";
import { usePointer } from "./board/usePointer";
import { useClipboard } from "./clipboard/useClipboard";
import { CommandPalette } from "./commands/CommandPalette";
import { ContextMenu } from "./commands/ContextMenu";
import { settleNudge } from "./commands/nudging";
import { usePlace } from "./commands/usePlace";
import { isMenu, SceneContext, type CanvasScene, type Sheet } from "./context";
import { BundleMenu } from "./edges/BundleMenu";
import { KindMenu } from "./edges/KindMenu";
import { FindBar } from "./find/FindBar";
import { isPlain, isTyping, pressed } from "./keys";
import { Palette } from "./palette/Palette";
import { SHEETS, useNarrow } from "./palette/useNarrow";
import { PathBar } from "./reading/PathBar";
import { Presentation, Shield } from "./reading/Presentation";
import { ReadingNotes } from "./reading/ReadingNotes";
import { saveReading } from "./reading/reading";
import { ShowMenu } from "./reading/ShowMenu";
import { Side } from "./Side";
import { SideSheet } from "./SideSheet";
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
  const pointer = usePointer(board);
  const heading = useRef<Viewport | null>(null);
  const scene = useMemo<CanvasScene>(() => ({ sheet, open, root, board, pointer, heading }), [sheet, open, pointer]);
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
  const at = usePlace();
  const { scene, view } = at;
  const latest = useRef(scene);
  latest.current = scene;
  const sheets = useNarrow(SHEETS);
  const presenting = useSelected((s) => s.reading.slide !== null);
  const { root, sheet, open } = scene;
  const [design] = useState(designInAddress);

  const onKey = useCallback(
    (event: KeyboardEvent, inField = false): boolean => {
      if (!event.key.startsWith("Arrow") && event.key !== "Shift") settleNudge(store);
      const { sheet: now, open: show } = latest.current;
      const inMenu = isMenu(now);
      if (inMenu) show(null);
      const done = (inMenu && event.key === "Escape") || pressed(event, store, view, latest.current, inField);
      if (done) event.preventDefault();
      return done;
    },
    [store, view],
  );
  useKeysOfThePage(onKey, root);
  useClipboard(at);
  useLeaveWarning(store);
  useKeptReading(store);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) root.current?.focus({ preventScroll: true });
  }, [root]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const inField = isTyping(event.nativeEvent);
    const done = !(event.key === "Enter" && isButton(event.nativeEvent)) && onKey(event.nativeEvent, inField);
    if (done || isPlain(event) || inField) event.stopPropagation();
    if (!inField && !done && (event.key === "Enter" || event.key === " ")) selectFocused(event, store);
  };
  const onPointerDown = (event: React.PointerEvent): void => {
    settleNudge(store);
    if (isMenu(sheet) && !(event.target as Element).closest(".sk-menu")) open(null);
  };
  return (
    <div className={["sk", presenting && "is-presenting", sheets && "is-sheets"].filter(Boolean).join(" ")} data-theme={theme} data-design={design} ref={root} tabIndex={-1} onKeyDown={onKeyDown} onKeyUp={stopPlain} onPointerDownCapture={onPointerDown}>
      <Palette />
      <main className="sk-main">
        <Toolbar />
        <OfflineBanner />
        <div className="sk-stage-area">
          <Board theme={theme} />
          <GhostBar />
          <ArrangeBar />
          <PathBar />
          <ReadingNotes />
          {sheet?.show === "kind" && <KindMenu sheet={sheet} />}
          {sheet?.show === "bundle" && <BundleMenu sheet={sheet} />}
          {sheet?.show === "flows" && <ShowMenu />}
          <Shield />
          {sheet?.show === "menu" && <ContextMenu sheet={sheet} />}
          {sheet?.show === "find" && <FindBar sheet={sheet} />}
          <Hint />
          <Toast />
        </div>
        <Presentation />
      </main>
      {sheets ? <SideSheet store={store} /> : <Side store={store} />}
      {sheet?.show === "add" && <QuickAdd sheet={sheet} />}
      {sheet?.show === "connect" && <ConnectTo from={sheet.from} />}
      {sheet?.show === "commands" && <CommandPalette />}
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

function useKeptReading(store: CanvasStore): void {
  const reading = useSelected((s) => s.reading);
  useEffect(() => saveReading(reading), [store, reading]);
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

/** Something took the keyboard from the field of an open list: the key is meant for it, and what comes after. */
function intoField(event: KeyboardEvent, root: HTMLElement): boolean {
  const field = root.querySelector<HTMLElement>("[role=dialog] [role=combobox]");
  field?.focus({ preventScroll: true });
  // The letter of a plain key goes where the keyboard is by now.
  if (field && !isPlain(event) && !field.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
  return !!field;
}

const ANSWERS_KEYS = "input, textarea, select, button, a, summary, [contenteditable], [role=dialog]";

/** Keys also work when nothing that answers keys itself has the focus, from the first frame on, and not on a canvas that was left. */
function useKeysOfThePage(onKey: (event: KeyboardEvent) => boolean, root: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const target = event.target as Element;
      if (!root.current || isLeft(root.current) || event.composedPath().includes(root.current) || target.closest(ANSWERS_KEYS)) return;
      if (intoField(event, root.current) || onKey(event) || isPlain(event)) event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [onKey, root]);
}
