// The editor, made of only those parts of CodeMirror that are used.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yamlLanguage } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { TextProblem } from "../types";

/** Marks what Python has drawn: it is not typed, and the editor's own undo leaves it alone. */
export const drawn = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: "tx-key" },
  { tag: [tags.string, tags.special(tags.string)], class: "tx-string" },
  { tag: [tags.comment, tags.lineComment], class: "tx-comment" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], class: "tx-sign" },
]);

export const mark = StateEffect.define<{ from: number; to: number } | null>();
const marked = Decoration.line({ class: "tx-marked" });

/** The lines of what is selected on the canvas. */
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, transaction) => {
    for (const effect of transaction.effects) if (effect.is(mark)) return linesOf(transaction.state.doc, effect.value);
    return set.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function linesOf(doc: Text, range: { from: number; to: number } | null): DecorationSet {
  if (!range) return Decoration.none;
  const last = Math.min(range.to, doc.lines);
  const found = [];
  for (let line = range.from; line <= last; line++) found.push(marked.range(doc.line(line).from));
  return Decoration.set(found);
}

export const extensions = (leave: (view: EditorView) => void): Extension[] => [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  EditorView.lineWrapping,
  highlightActiveLine(),
  bracketMatching(),
  highlightSelectionMatches(),
  search({ top: true }),
  indentUnit.of("  "),
  new LanguageSupport(yamlLanguage),
  syntaxHighlighting(colours),
  marks,
  EditorView.contentAttributes.of({ "aria-label": "The design as YAML", tabindex: "0", spellcheck: "false" }),
  keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap, { key: "Escape", run: (view) => (leave(view), true) }]),
];

export const stateOf = (text: string, all: Extension[]): EditorState => EditorState.create({ doc: text, extensions: all });

/** Each problem at its line, from its column to the line's end. */
export function shownProblems(state: EditorState, problems: TextProblem[]) {
  const found = problems.map(({ line, column, message }): Diagnostic => {
    const { from, to } = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
    return { from: Math.min(from + Math.max(column - 1, 0), to), to, severity: "error", message };
  });
  return setDiagnostics(state, found);
}
