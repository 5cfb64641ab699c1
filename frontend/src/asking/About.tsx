import { usePanel } from "../panel/context";
import { briefField, namesOf } from "../panel/names";

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

/** The name of one of them, as a button. */
export function Chip({ id, all }: { id: string; all: string[] }) {
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
