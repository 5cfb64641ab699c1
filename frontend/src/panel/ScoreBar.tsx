import { memo } from "react";
import type { Score } from "../types";
import { vocabulary } from "../vocabulary";
import { title } from "./forms";
import { count, joined } from "./format";
import { lowestAreas, points, shownAreas } from "./score";

type Props = { score: Score; topic: string; onTopic: (topic: string) => void };

/** The score of each area; a click keeps only the findings of that area. */
export const ScoreBar = memo(function ScoreBar({ score, topic, onTopic }: Props) {
  if (score.overall === null) return <p className="sp-quiet-text">No score yet: no rule applies to this drawing.</p>;
  return (
    <section className="sp-score" aria-label="Score">
      <Overall score={score} overall={score.overall} />
      <ul>
        {shownAreas(score, vocabulary.areas).map(({ area, share }) => (
          <li key={area}>
            <Area area={area} share={share} isChosen={topic === `area:${area}`} onTopic={onTopic} />
          </li>
        ))}
      </ul>
      <p className="sp-quiet-text">{apart(score)}</p>
    </section>
  );
});

const MEANING = "In each area: of the places judged, the share that passed, errors weighing most. The lowest area is the score.";

function Overall({ score, overall }: { score: Score; overall: number }) {
  const lowest = lowestAreas(score);
  return (
    <p className="sp-overall" title={MEANING}>
      <strong>{points(overall)}</strong> of 100, {lowest.length === 1 ? "the lowest area" : "the lowest areas"}: {lowest.map(title).join(", ")}
    </p>
  );
}

type AreaProps = { area: string; share: number | null; isChosen: boolean; onTopic: (topic: string) => void };

function Area({ area, share, isChosen, onTopic }: AreaProps) {
  return (
    <button
      type="button"
      className="sp-area"
      aria-pressed={isChosen}
      title={isChosen ? "Show all areas" : `Show only the findings of ${area}`}
      onClick={() => onTopic(isChosen ? "" : `area:${area}`)}
    >
      <span className="sp-area-name">{title(area)}</span>
      <span className="sp-bar" aria-hidden="true">
        {share !== null && <span className="sp-bar-fill" style={{ width: `${points(share)}%` }} />}
      </span>
      {share === null ? (
        <span className="sp-area-points sp-area-none">
          <span aria-hidden="true">–</span>
          <span className="sp-unseen">not judged yet</span>
        </span>
      ) : (
        <span className="sp-area-points">{points(share)}</span>
      )}
    </button>
  );
}

function apart(score: Score): string {
  const parts = joined([
    score.waived > 0 ? count(score.waived, "accepted finding") : "",
    score.not_stated > 0 ? `${count(score.not_stated, "fact")} not stated` : "",
  ]);
  return parts === "" ? "" : `Not counted in the score: ${parts}.`;
}
