import { memo } from "react";
import { usePanel } from "../panel/context";
import { Fold } from "../panel/Fold";
import { briefField, namesOf } from "../panel/names";
import type { Said } from "../types";

const SPEAKERS: Record<Said["role"], string> = { question: "Question", person: "You", model: "Model" };

type Props = { said: Said; isAnswered: boolean };

/** Something that was said; whatever it says is text and nothing else. */
export const Message = memo(function Message({ said, isAnswered }: Props) {
  return (
    <li className={`ak-said is-${said.role}`}>
      <p className="ak-speaker" title={said.at}>
        {SPEAKERS[said.role]}
      </p>
      <p className="ak-text">{said.text}</p>
      <About ids={said.about} />
      {said.shows.length > 0 && (
        <Fold title="What a strong answer shows" reveal={isAnswered}>
          <ul className="ak-shows">
            {said.shows.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Fold>
      )}
    </li>
  );
});

/** What the words are about; a click shows it. */
export function About({ ids }: { ids: string[] }) {
  if (ids.length === 0) return null;
  return (
    <p className="ak-about">
      {ids.map((id) => (
        <Chip key={id} id={id} all={ids} />
      ))}
    </p>
  );
}

function Chip({ id, all }: { id: string; all: string[] }) {
  const { store, open } = usePanel();
  const { components, flows, zones, notes } = store.design;
  const isBrief = id === "brief" || briefField(id) !== undefined;
  const isThere = isBrief || [components, flows, zones, notes].some((list) => list.some((one) => one.id === id));
  const name = namesOf(store.design)(id);
  if (!isThere) return id === "design" ? null : <span className="sp-chip" title="No longer in the drawing">{name}</span>;
  const show = () => (isBrief ? open(id) : store.look(id, all.filter((one) => one !== id)));
  return (
    <button type="button" className="sp-chip ak-chip" title={isBrief ? "Open the brief" : "Show it on the canvas"} onClick={show}>
      {name}
    </button>
  );
}
