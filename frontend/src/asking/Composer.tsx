import { type FormEvent, type KeyboardEvent, useState } from "react";
import { usePanel } from "../panel/context";
import type { AskData, LineData } from "../types";
import { leftIn } from "./AskTab";

const MOST = 10_000; // characters, as Python has it
const MOST_SENT = 2_000; // of them to a model

type Props = { ask: AskData; line: LineData; area: string };

/** Where one answers, writes to the model, and asks for the next question. */
export function Composer({ ask, line, area }: Props) {
  const { store } = usePanel();
  const [text, setText] = useState(store.answer);
  const write = (value: string): void => setText((store.answer = value));
  const last = ask.messages.at(-1);
  const hasModel = line.server !== null;
  const isBusy = line.running !== null || line.consent !== null;
  const answers = last?.role === "question";
  const mayWrite = hasModel || (last !== undefined && last.role !== "model");
  const isEmpty = text.trim() === "";

  function submit(op: "answer" | "send") {
    if (isEmpty || (op === "send" && isBusy)) return;
    store.push({ op: "ask", do: op, text });
    write("");
  }
  const main = hasModel ? "send" : "answer";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit(main);
  };
  const onKey = (event: KeyboardEvent) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(main);
  return (
    <form className="ak-composer" onSubmit={onSubmit}>
      {mayWrite && (
        <textarea
          className="sp-input"
          aria-label={answers ? "Your answer" : hasModel ? "Your question" : "Add to your answer"}
          placeholder={answers ? "Your answer" : hasModel ? "Ask about this design" : "Add to your answer"}
          title={hasModel ? "Ctrl Enter sends it" : "Ctrl Enter keeps it"}
          rows={3}
          maxLength={hasModel ? MOST_SENT : MOST}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKey}
        />
      )}
      <div className="sp-buttons">
        {hasModel && (
          <button type="submit" className="sp-button sp-strong" disabled={isEmpty || isBusy} title={`To ${line.server?.host}`}>
            {answers ? "Send to the model" : "Ask the model"}
          </button>
        )}
        {mayWrite && (!hasModel || answers) && (
          <button type="button" className={hasModel ? "sp-button" : "sp-button sp-strong"} disabled={isEmpty} onClick={() => submit("answer")}>
            Keep answer
          </button>
        )}
        {hasModel && last?.role === "person" && !isBusy && isEmpty && (
          <button type="button" className="sp-button" onClick={() => store.push({ op: "ask", do: "again" })}>
            Ask again
          </button>
        )}
        <NextQuestion ask={ask} area={area} isMain={!mayWrite} />
      </div>
    </form>
  );
}

function NextQuestion({ ask, area, isMain }: { ask: AskData; area: string; isMain: boolean }) {
  const { store } = usePanel();
  const left = leftIn(ask, area);
  return (
    <>
      <button type="button" className={isMain ? "sp-button sp-strong" : "sp-button"} disabled={left === 0} onClick={() => store.push({ op: "ask", do: "next", area })}>
        {ask.messages.length === 0 ? "First question" : "Next question"}
      </button>
      {left === 0 && <span className="sp-quiet-text">All that fit this drawing were asked.</span>}
    </>
  );
}
