import { Fold } from "../panel/Fold";
import { Suggestion } from "../review/Suggestion";
import type { Said } from "../types";
import { About, Chip } from "./About";

const SPEAKERS: Record<Said["role"], string> = { question: "Question", person: "You", model: "Model" };

type Props = { said: Said; isAnswered: boolean };

/** Something that was said; whatever it says is text and nothing else. */
export function Message({ said, isAnswered }: Props) {
  const { text, about } = said;
  const inText = about.filter((id) => text.includes(`[${id}]`));
  return (
    <li className={`ak-said is-${said.role}`}>
      <p className="ak-speaker" title={said.at}>
        {SPEAKERS[said.role]}
        {said.by && `: ${said.by}`}
      </p>
      <p className="ak-text">
        <Cited text={text} ids={inText} />
      </p>
      {said.cut && <p className="rv-failure">{said.cut}</p>}
      <About ids={about.filter((id) => !inText.includes(id))} />
      {said.shows.length > 0 && (
        <Fold title="What a strong answer shows" reveal={isAnswered}>
          <Points points={said.shows} />
        </Fold>
      )}
      {said.fix && <Suggestion fix={said.fix} of={`ask:${said.n}`} preview={{ op: "ask", do: "preview", n: said.n }} />}
      {said.folded.length > 0 && (
        <Fold title={`Left out (${said.folded.length})`}>
          <Points points={said.folded} />
        </Fold>
      )}
      {said.took && <p className="sp-quiet-text">{said.took}</p>}
    </li>
  );
}

function Points({ points }: { points: string[] }) {
  return (
    <ul className="ak-shows">
      {points.map((one, at) => (
        <li key={at}>{one}</li>
      ))}
    </ul>
  );
}

/** Text in which an id in square brackets is the element that it stands for. */
function Cited({ text, ids }: { text: string; ids: string[] }) {
  if (ids.length === 0) return text;
  const parts = text.split(/\[([^\][]+)\]/);
  return parts.map((part, at) => {
    if (at % 2 === 0) return part;
    return ids.includes(part) ? <Chip key={at} id={part} all={[part]} /> : `[${part}]`;
  });
}
