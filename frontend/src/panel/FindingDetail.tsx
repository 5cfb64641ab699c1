import { type MouseEvent, useState } from "react";
import type { Finding, Ghosts } from "../types";
import { usePanel } from "./context";
import { Fixes } from "./Fixes";
import { focusTab } from "./focus";
import { words } from "./forms";
import { namesOf } from "./names";
import { RuleLink } from "./RuleLink";
import { WaiverForm } from "./WaiverForm";

type Props = { finding: Finding; place: string; ghosts: Ghosts | null };

/** What follows from a finding, how to mend it, on what it rests, and how to accept it. */
export function FindingDetail({ finding, place, ghosts }: Props) {
  const { open, store } = usePanel();
  const others = finding.where.filter((id) => id !== finding.anchor);
  return (
    <div className="sp-detail">
      {finding.why && <Part title="Why it matters" text={finding.why} />}
      <Part title="How to mend it" text={finding.mend} />
      {finding.fixes.length > 0 && <Fixes finding={finding} ghosts={ghosts} />}
      {finding.question && <Part title="An interviewer would ask" text={finding.question} />}
      {others.length > 0 && <Part title="Also concerns" text={others.map(namesOf(store.design)).join(", ")} />}
      {finding.assumed.length > 0 && (
        <p className="sp-assumed">Assumed: {finding.assumed.map(words).join(", ")}. State the value to be sure of this finding.</p>
      )}
      <Sources sources={finding.sources} />
      <p className="sp-about">
        <RuleLink rule={finding}>About this rule, with examples</RuleLink>
      </p>
      <div className="sp-buttons">
        <button type="button" className="sp-button" onClick={() => open(finding.anchor, finding.assumed[0])}>
          Open {place}
        </button>
      </div>
      <Acceptance finding={finding} />
    </div>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h5>{title}</h5>
      <p>{text}</p>
    </>
  );
}

function Sources({ sources }: { sources: Finding["sources"] }) {
  if (sources.length === 0) return null;
  return (
    <>
      <h5>{sources.length === 1 ? "Source" : "Sources"}</h5>
      <ul className="sp-sources">
        {sources.map((source, index) => (
          <li key={index}>
            {source.url.startsWith("https://") ? (
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {source.title}
              </a>
            ) : (
              source.title
            )}
            {source.at && `, ${source.at}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Accept the finding, or see, change and withdraw its acceptance; an acceptance that has ended leaves the finding open. */
function Acceptance({ finding }: { finding: Finding }) {
  const { store } = usePanel();
  const [isAsking, setAsking] = useState(false);
  const waiver = finding.waiver;
  function withdraw(event: MouseEvent) {
    focusTab(event.currentTarget);
    store.push({ op: "delete_waiver", finding: finding.id });
    store.announce("Acceptance withdrawn");
  }
  return (
    <>
      {waiver && (
        <dl className="sp-waived">
          <dt>{finding.status === "waived" ? "Accepted because" : "Was accepted because"}</dt>
          <dd>{waiver.reason}</dd>
          <dt>Owner</dt>
          <dd>{waiver.owner}</dd>
          <dt>{finding.status === "waived" ? "Until" : "Ended on"}</dt>
          <dd>{waiver.until}</dd>
        </dl>
      )}
      {isAsking ? (
        <WaiverForm finding={finding} onDone={() => setAsking(false)} />
      ) : (
        <div className="sp-buttons">
          <button type="button" className="sp-button sp-plain" onClick={() => setAsking(true)}>
            {waiver ? "Change the acceptance…" : "Accept with a reason…"}
          </button>
          {waiver && (
            <button type="button" className="sp-button sp-plain" onClick={withdraw}>
              Withdraw
            </button>
          )}
        </div>
      )}
    </>
  );
}
