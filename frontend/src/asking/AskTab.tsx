import { useEffect, useRef, useState } from "react";
import { usePanel } from "../panel/context";
import { title } from "../panel/forms";
import { count } from "../panel/format";
import type { CanvasStore } from "../store";
import type { AskData } from "../types";
import { vocabulary } from "../vocabulary";
import { Composer } from "./Composer";
import { Message } from "./Message";

/** A conversation about the design: questions, answers, and what a strong answer shows. */
export function AskTab() {
  const { store } = usePanel();
  const [area, setArea] = useState("");
  const ask = store.data?.ask ?? null;
  useShown(store, ask);
  const log = useScrolledDown(ask?.messages.length ?? 0);
  if (!ask) return <p className="sp-empty">Reading…</p>;
  return (
    <div className="ak">
      <Head ask={ask} area={area} onArea={setArea} />
      {ask.messages.length === 0 && <Welcome ask={ask} />}
      <ol className="ak-log" role="log" aria-label="Conversation" ref={log}>
        {ask.messages.map((said, at) => (
          <Message key={said.n} said={said} isAnswered={ask.messages[at + 1]?.role === "person"} />
        ))}
      </ol>
      <Composer ask={ask} area={area} />
    </div>
  );
}

/** Python tells the conversation only while it is looked at. */
function useShown(store: CanvasStore, ask: AskData | null): void {
  useEffect(() => {
    store.push({ op: "ask", do: "show", shown: true });
    return () => store.push({ op: "ask", do: "show", shown: false });
  }, [store]);
  useEffect(() => {
    if (store.data && !ask && !store.awaits("ask")) store.push({ op: "ask", do: "show", shown: true }); // the server began anew
  }, [store, store.data, ask]);
}

/** The newest message is in sight. Scrolls the panel only: `scrollIntoView` would move the page around it as well. */
function useScrolledDown(messages: number) {
  const log = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const scroller = log.current?.closest(".sp-scroll");
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  }, [messages]);
  return log;
}

function Welcome({ ask }: { ask: AskData }) {
  return (
    <p className="ak-welcome">
      What an interviewer would ask about this drawing: {count(leftIn(ask, ""), "question")} from its open findings and from a bank. Answer, then compare with
      what a strong answer shows. No model is asked, and nothing leaves this machine.
    </p>
  );
}

export const leftIn = ({ left }: AskData, area: string): number =>
  area === "" ? Object.values(left).reduce((sum, one) => sum + one, 0) : (left[area] ?? 0);

type HeadProps = { ask: AskData; area: string; onArea: (area: string) => void };

function Head({ ask, area, onArea }: HeadProps) {
  const { store } = usePanel();
  const open = (conversation: number) => store.push({ op: "ask", do: "open", conversation });
  const isNew = !ask.conversations.some((one) => one.number === ask.conversation);
  return (
    <div className="ak-head">
      <select className="sp-input" aria-label="Area of the questions" value={area} onChange={(event) => onArea(event.target.value)}>
        <option value="">All areas ({leftIn(ask, "")})</option>
        {vocabulary.areas.map((one) => (
          <option key={one} value={one}>
            {title(one)} ({leftIn(ask, one)})
          </option>
        ))}
      </select>
      {ask.conversations.length > (isNew ? 0 : 1) && (
        <select className="sp-input" aria-label="Conversation" value={ask.conversation} onChange={(event) => open(Number(event.target.value))}>
          {isNew && <option value={ask.conversation}>New</option>}
          {ask.conversations.map((one) => (
            <option key={one.number} value={one.number}>
              {one.began}
            </option>
          ))}
        </select>
      )}
      {!isNew && (
        <button type="button" className="sp-button" title="Begin a new conversation; this one is kept" onClick={() => store.push({ op: "ask", do: "begin" })}>
          New
        </button>
      )}
    </div>
  );
}
