import { type FormEvent, type KeyboardEvent, useState } from "react";
import { usePanel } from "../panel/context";
import type { AskData } from "../types";
import { leftIn } from "./AskTab";

const MOST = 10_000; // characters, as Python has it

/** Where one answers, and asks for the next question. */
export function Composer({ ask, area }: { ask: AskData; area: string }) {
  const { store } = usePanel();
  const [text, setText] = useState(store.answer);
  const write = (value: string): void => setText((store.answer = value));
  const last = ask.messages.at(-1);
  const left = leftIn(ask, area);
  const isOpen = last !== undefined && last.role !== "model";

  function keep(event?: FormEvent) {
    event?.preventDefault();
    if (text.trim() === "") return;
    store.push({ op: "ask", do: "answer", text });
    write("");
  }
  const onKey = (event: KeyboardEvent) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && keep();
  return (
    <form className="ak-composer" onSubmit={keep}>
      {isOpen && (
        <textarea
          className="sp-input"
          aria-label="Your answer"
          placeholder={last.role === "question" ? "Your answer" : "Add to your answer"}
          title="Ctrl Enter keeps it"
          rows={3}
          maxLength={MOST}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKey}
        />
      )}
      <div className="sp-buttons">
        {isOpen && (
          <button type="submit" className="sp-button sp-strong" disabled={text.trim() === ""}>
            Keep answer
          </button>
        )}
        <button type="button" className={isOpen ? "sp-button" : "sp-button sp-strong"} disabled={left === 0} onClick={() => store.push({ op: "ask", do: "next", area })}>
          {ask.messages.length === 0 ? "First question" : "Next question"}
        </button>
        {left === 0 && <span className="sp-quiet-text">All that fit this drawing were asked.</span>}
      </div>
    </form>
  );
}
