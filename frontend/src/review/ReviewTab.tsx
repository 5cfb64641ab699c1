import { usePanel } from "../panel/context";
import { categoryTitle, title } from "../panel/forms";
import { Fold } from "../panel/Fold";
import { count } from "../panel/format";
import { useStore } from "../useStore";
import type { Decided, LineData, ReviewData, ReviewResult } from "../types";
import { Progress, ServerLine, Spent } from "./Line";
import { ModelFindingRow } from "./ModelFindingRow";
import { useTold } from "./useTold";
import { expected, nothing, took } from "./words";

/** What a language model says of the design, when it is asked; the rules' findings stay as they are. */
export function ReviewTab() {
  const { store } = usePanel();
  useStore(store);
  useTold(store, "review");
  const { review, line } = store.data ?? {};
  if (!review || !line) return <p className="sp-empty">Reading…</p>;
  return (
    <div className="rv">
      <ServerLine line={line} />
      {!review.result && (
        <p className="rv-welcome">
          A language model looks for what rules cannot see: a label that stands for something else, a number that will be gamed, a value that is not there yet. You
          never need it, and it changes neither score nor findings of the rules.
        </p>
      )}
      <Run review={review} line={line} />
      <Progress line={line} what="review" />
      {review.result && <Result result={review.result} />}
      <DecidedBefore review={review} />
    </div>
  );
}

function Run({ review, line }: { review: ReviewData; line: LineData }) {
  const { store } = usePanel();
  const { result, estimate } = review;
  if (!line.server || line.consent || line.running) return null;
  const run = (more: boolean) => store.push({ op: "review", do: "run", more });
  const isNew = !result || result.isOld;
  return (
    <div className="rv-run">
      <div className="sp-buttons">
        {isNew && (
          <button type="button" className="sp-button sp-strong" onClick={() => run(false)}>
            {result ? "Review again" : "Review this design"}
          </button>
        )}
        {!isNew && (
          <button type="button" className="sp-button" title="Models answer differently each time: what comes again is surer" onClick={() => run(true)}>
            Ask once more
          </button>
        )}
      </div>
      {estimate && <p className="sp-quiet-text">{expected(estimate)}</p>}
      <Spent line={line} />
    </div>
  );
}

function Result({ result }: { result: ReviewResult }) {
  const findings = result.findings.filter((one) => one.status !== "dismissed");
  return (
    <section className="rv-result" aria-label="Findings of the model">
      <h3>{findings.length === 0 ? nothing(result) : count(findings.length, "finding")}</h3>
      <p className="sp-quiet-text">{took(result)}</p>
      {result.isOld && <p className="rv-old">The drawing, or the model that is chosen, is another since.</p>}
      <ul className="rv-findings">
        {findings.map((one) => (
          <ModelFindingRow key={one.id} finding={one} runs={result.runs} />
        ))}
      </ul>
      {result.folded.length > 0 && (
        <Fold title={`Folded away (${result.folded.length})`}>
          <p className="sp-quiet-text">What the model also said, and why it is not shown as a finding.</p>
          <ul className="rv-folded">
            {result.folded.map((one, at) => (
              <li key={at}>
                {one.text && <p>{one.text}</p>}
                <p className="sp-quiet-text">{title(one.reason)}</p>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  );
}

/** What people have decided stands in the design, with or without a review. */
function DecidedBefore({ review: { decided } }: { review: ReviewData }) {
  if (decided.length === 0) return null;
  return (
    <Fold title={`Kept and dismissed (${decided.length})`}>
      <ul className="rv-folded">
        {decided.map((one) => (
          <DecidedRow key={one.id} decided={one} />
        ))}
      </ul>
    </Fold>
  );
}

function DecidedRow({ decided }: { decided: Decided }) {
  const { store } = usePanel();
  return (
    <li>
      <p>{decided.text || decided.id}</p>
      <p className="sp-quiet-text">
        {title(decided.status)}
        {decided.category && `, ${categoryTitle(decided.category)}`}
        {decided.reason && `: ${decided.reason}`}
        {decided.model && ` (${decided.model})`}
      </p>
      <button type="button" className="sp-button sp-plain" onClick={() => store.push({ op: "review", do: "forget", finding: decided.id })}>
        Take back
      </button>
    </li>
  );
}
