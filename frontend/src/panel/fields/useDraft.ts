import { type KeyboardEvent, useEffect, useRef, useState } from "react";

export type Draft = {
  text: string;
  problem: string;
  change: (text: string) => void;
  commit: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** Text that is being typed: Python's answers do not touch it; it is sent at blur or Enter, and Escape takes it back.
 *
 * `send` gets changed text only, and answers with what is wrong with it, or "". */
export function useDraft(value: string, send: (text: string) => string, isMultiline = false): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const reset = () => {
    setDraft(null);
    setProblem("");
  };
  const commit = () => {
    if (draft === null || draft.trim() === value) return reset();
    const found = send(draft);
    if (found === "") reset();
    else setProblem(found);
  };
  useLastCommit(draft === null ? null : commit);
  return {
    text: draft ?? value,
    problem,
    change: setDraft,
    commit,
    onKeyDown: (event) => {
      if (event.key === "Enter" && !(isMultiline && !event.ctrlKey && !event.metaKey)) commit();
      if (event.key === "Escape" && draft !== null) {
        event.stopPropagation();
        reset();
      }
    },
  };
}

/** A press on the canvas may take a form away before its field loses the cursor: what was typed is sent then. */
function useLastCommit(commit: (() => void) | null) {
  const last = useRef(commit);
  last.current = commit;
  useEffect(() => () => last.current?.(), []);
}
