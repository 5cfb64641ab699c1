import { useEffect, useState } from "react";
import { usePanel } from "../panel/context";
import { Fold } from "../panel/Fold";
import { count } from "../panel/format";
import type { Consent as Waiting, Errand, LineData } from "../types";
import { useRemembered } from "./remembered";
import { expected, spentSoFar, whereTo } from "./words";

/** Which model is asked, and the way to another. */
export function ServerLine({ line }: { line: LineData }) {
  const { store } = usePanel();
  const { server, chosen } = line;
  useRemembered(store, line);
  return (
    <div className="rv-server">
      <p>
        {server ? (
          <>
            <b>{server.model}</b> at {server.host}, {whereTo(server)}
          </>
        ) : (
          chosen ? `${chosen.model} needs its key again.` : "No language model is chosen."
        )}
      </p>
      <button type="button" className="sp-button" onClick={() => store.push({ op: "line", do: "choose" })}>
        {server ? "Change…" : chosen ? "Give the key…" : "Choose a model…"}
      </button>
    </div>
  );
}

/** What stands between a click and an answer: consent, waiting, or the reason why there is none. */
export function Progress({ line, what }: { line: LineData; what: Errand }) {
  return (
    <>
      {line.consent?.what === what && <Consent consent={line.consent} />}
      {line.running?.what === what && <Running key={line.running.what} running={line.running} />}
      {line.failure?.what === what && (
        <p className="rv-failure" role="alert">
          {line.failure.text} <span className="sp-quiet-text">What the rules found is as it was.</span>
        </p>
      )}
    </>
  );
}

function Consent({ consent }: { consent: Waiting }) {
  const { store } = usePanel();
  const { server } = consent;
  return (
    <section className="rv-consent" aria-label="Before anything is sent">
      <h3>
        Send this to <b>{server.host}</b>?
      </h3>
      <p>
        {server.isLocal ? "Nothing leaves this machine, unless that server passes on what it gets, as a proxy does." : `The design leaves this machine${server.isReadable ? ", and others on the way can read it: the address is not https" : ""}.`}
        {consent.masked > 0 && ` ${count(consent.masked, "text")} that look like a password or key are taken out.`}
      </p>
      <p className="sp-quiet-text">{expected(consent.estimate)} You are asked once for this design and host, until this page is reloaded.</p>
      <div className="sp-buttons">
        <button type="button" className="sp-button sp-strong" onClick={() => store.push({ op: "line", do: "agree" })}>
          Send
        </button>
        <button type="button" className="sp-button" onClick={() => store.push({ op: "line", do: "refuse" })}>
          Do not send
        </button>
      </div>
      <Fold title="Everything that is sent">
        <p className="sp-quiet-text">To {consent.address}</p>
        {consent.messages.map((one, at) => (
          <pre key={at} className="rv-sent" tabIndex={0} aria-label={`Message of ${one.role}`}>
            {one.text}
          </pre>
        ))}
        <pre className="rv-sent" tabIndex={0} aria-label="The rest of the request">
          {consent.rest}
        </pre>
      </Fold>
    </section>
  );
}

function Running({ running }: { running: NonNullable<LineData["running"]> }) {
  const { store } = usePanel();
  const seconds = useSeconds(running.seconds);
  return (
    <div className="rv-running" role="status">
      <span className="rv-spinner" aria-hidden="true" />
      <span className="rv-sentence">{running.cancelled ? "Stopping…" : running.sentence || "Asking the model…"}</span>
      <span className="sp-quiet-text" aria-hidden="true">
        {seconds} s
      </span>
      <button type="button" className="sp-button" disabled={running.cancelled} onClick={() => store.push({ op: "line", do: "cancel" })}>
        Cancel
      </button>
    </div>
  );
}

/** Counts on from what Python said. */
function useSeconds(from: number): number {
  const [began] = useState(() => Date.now() - from * 1000);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - began) / 1000));
}

export function Spent({ line }: { line: LineData }) {
  return <p className="sp-quiet-text rv-spent">{spentSoFar(line)}</p>;
}
