import { useEffect, useRef, useState } from "react";
import { usePanel } from "../panel/context";
import { title } from "../panel/forms";
import { count } from "../panel/format";
import { Progress, ServerLine } from "../review/Line";
import { useTold } from "../review/useTold";
import type { AskData, LineData } from "../types";
import { useStore } from "../useStore";
import { vocabulary } from "../vocabulary";
import { Composer } from "./Composer";
import { Message } from "./Message";

/** A conversation about the design: questions, answers, and what a strong answer shows. */
export function AskTab() {
  const { store } = usePanel();
  const [area, setArea] = useState("");
  useStore(store);
  useTold(store, "ask");
  const { ask, line } = store.data ?? {};
  const log = useScrolledDown(`${ask?.messages.length} ${line?.consent?.what} ${line?.failure?.text}`);
  if (!ask || !line) return <p className="sp-empty">Reading…</p>;
  return (
    <div className="ak">
      <ServerLine line={line} />
      <Head ask={ask} area={area} onArea={setArea} />
      {ask.messages.length === 0 && <Welcome ask={ask} line={line} />}
      <div className="ak-log" role="log" aria-label="Conversation" ref={log}>
        <ol>
          {ask.messages.map((said, at) => (
            <Message key={said.n} said={said} isAnswered={ask.messages[at + 1]?.role === "person"} />
          ))}
        </ol>
      </div>
      <Progress line={line} what="ask" />
      <Composer ask={ask} line={line} area={area} />
    </div>
  );
}

/** The newest message is in sight. Scrolls the panel only: `scrollIntoView` would move the page around it as well. */
function useScrolledDown(newest: string) {
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = log.current?.closest(".sp-scroll");
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  }, [newest]);
  return log;
}

function Welcome({ ask, line }: { ask: AskData; line: LineData }) {
  return (
    <p className="ak-welcome">
      What an interviewer would ask about this drawing: {count(leftIn(ask, ""), "question")} from its open findings and from a bank. Answer, then compare with
      what a strong answer shows.{" "}
      {line.server ? "Or write to the model; before the first word is sent you see to whom." : "No model is asked, and nothing leaves this machine."}
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
