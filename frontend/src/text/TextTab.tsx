import { EditorSelection, type EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef } from "react";
import { usePanel } from "../panel/context";
import type { CanvasStore } from "../store";
import type { TextProblem } from "../types";
import { useStore } from "../useStore";
import type { DraftState } from "./draft";
import { drawn, extensions, mark, shownProblems, stateOf } from "./editor";
import { elementAt, lastLine } from "./places";

const WORDS: Record<DraftState, string> = {
  none: "Reading…",
  same: "In step with the canvas",
  typing: "Typing…",
  wrong: "Not a design yet: the canvas keeps the last good one",
};

/** The design as YAML, to be read and typed beside the drawing. */
export function TextTab() {
  const { store } = usePanel();
  useStore(store);
  const { draft } = store;
  const view = useEditor(store);
  return (
    <div className="tx">
      <div className="tx-bar" role="status" data-state={draft.state}>
        <span>{WORDS[draft.state]}</span>
        {draft.state === "wrong" && (
          <button type="button" className="sp-button" onClick={() => draft.discard()}>
            Discard
          </button>
        )}
      </div>
      <div className="tx-editor" ref={view.place} onBlur={() => draft.send()} />
      <Problems problems={draft.problems} go={view.go} />
    </div>
  );
}

function Problems({ problems, go }: { problems: TextProblem[]; go: (problem: TextProblem) => void }) {
  if (!problems.length) return null;
  return (
    <ul className="tx-problems" aria-label="What is wrong with the text">
      {problems.map((problem, at) => (
        <li key={at}>
          <button type="button" onClick={() => go(problem)}>
            <b>Line {problem.line}</b> {problem.message}
          </button>
        </li>
      ))}
    </ul>
  );
}

function useEditor(store: CanvasStore) {
  const { draft } = store;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const isThere = draft.mine !== null;
  useLayoutEffect(() => {
    draft.open({
      change: (changes) => view.current?.dispatch({ changes, annotations: drawn.of(true) }),
      tell: (problems) => view.current?.dispatch(shownProblems(view.current.state, problems)),
    });
    return () => draft.close();
  }, [draft]);
  useLayoutEffect(() => {
    if (!isThere || !place.current) return;
    const made = mount(place.current, store);
    view.current = made;
    return () => {
      draft.kept = made.state;
      view.current = null;
      made.destroy();
    };
  }, [isThere, draft, store]);
  useShownSelection(store, view, isThere);
  const go = ({ line, column }: TextProblem): void => {
    const { current } = view;
    if (!current) return;
    const { from, to } = current.state.doc.line(Math.min(line, current.state.doc.lines));
    current.dispatch({ selection: { anchor: Math.min(from + column - 1, to) }, scrollIntoView: true });
    current.focus();
  };
  return { place, go };
}

function mount(parent: HTMLElement, store: CanvasStore): EditorView {
  const { draft } = store;
  const leave = ({ dom }: EditorView): void => dom.closest<HTMLElement>(".sk")?.focus({ preventScroll: true });
  const watch = EditorView.updateListener.of((update) => {
    const isTyped = update.docChanged && !update.transactions.some((one) => one.annotation(drawn));
    if (isTyped) draft.typed(update.state.doc.toString());
    else if (update.selectionSet && update.view.hasFocus) selectAtCursor(store, update.state);
  });
  const kept = draft.kept as EditorState | null;
  const again = kept?.doc.toString() === draft.mine ? kept : null;
  const state = again ?? stateOf(draft.mine!, [...extensions(leave), watch]);
  const view = new EditorView({ state, parent, root: parent.getRootNode() as ShadowRoot });
  if (draft.problems.length) view.dispatch(shownProblems(view.state, draft.problems));
  if (draft.wantsCursor) view.focus();
  draft.wantsCursor = false;
  return view;
}

/** The cursor stands in the lines of an element: it is selected on the canvas too. */
function selectAtCursor(store: CanvasStore, { doc, selection }: EditorState): void {
  const found = elementAt(doc.toString().split("\n"), store.draft.places(), doc.lineAt(selection.main.head).number);
  if (found) store.select([found]);
}

/** What is selected on the canvas is lit up, and scrolled to unless the cursor is there already. */
function useShownSelection(store: CanvasStore, view: React.RefObject<EditorView | null>, isThere: boolean): void {
  const { selection, draft } = store;
  const first = selection.length ? draft.lineOf(selection[0]!) : undefined;
  useEffect(() => {
    const { current } = view;
    if (!current) return;
    const range = first ? { from: first, to: lastLine(current.state.doc.toString().split("\n"), first) } : null;
    const scroll = range && !hasCursor(current, range) ? [scrollTo(current, range.from)] : [];
    current.dispatch({ effects: [mark.of(range), ...scroll] });
  }, [view, selection, first, isThere]);
}

const hasCursor = ({ state, hasFocus }: EditorView, { from, to }: { from: number; to: number }): boolean => {
  const line = state.doc.lineAt(state.selection.main.head).number;
  return hasFocus && from <= line && line <= to;
};

const scrollTo = ({ state }: EditorView, line: number) =>
  EditorView.scrollIntoView(EditorSelection.cursor(state.doc.line(Math.min(line, state.doc.lines)).from), { y: "center" });
