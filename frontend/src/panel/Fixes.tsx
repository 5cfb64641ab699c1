import type { MouseEvent } from "react";
import { applyGhosts, dismissGhosts } from "../actions";
import type { Finding, Fix, Ghosts } from "../types";
import { usePanel } from "./context";
import { focusTab } from "./focus";
import { title, words } from "./forms";
import { count, joined, shown } from "./format";
import { namesOf } from "./names";

type Props = { finding: Finding; ghosts: Ghosts | null };

/** The fixes of a finding: shown on the canvas first, applied or taken away then. */
export function Fixes({ finding, ghosts }: Props) {
  return (
    <ul className="sp-fixes">
      {finding.fixes.map((fix, index) => (
        <li key={index}>
          <FixRow finding={finding} fix={fix} index={index} ghosts={ghosts?.fix === index ? ghosts : null} />
        </li>
      ))}
    </ul>
  );
}

type RowProps = Props & { fix: Fix; index: number };

function FixRow({ finding, fix, index, ghosts }: RowProps) {
  const { store } = usePanel();
  const flip = () => (ghosts ? dismissGhosts(store) : store.push({ op: "preview", finding: finding.id, fix: index }));
  function apply(event: MouseEvent) {
    focusTab(event.currentTarget);
    applyGhosts(store);
  }
  return (
    <>
      <p>{fix.title}</p>
      <FixNature fix={fix} />
      <div role="status">{ghosts && <Consequences ghosts={ghosts} />}</div>
      <div className="sp-buttons">
        <button type="button" className="sp-button" onClick={flip}>
          {ghosts ? "Cancel" : "Show on canvas"} <span className="sp-unseen">{fix.title}</span>
        </button>
        {ghosts && (
          <button type="button" className="sp-button sp-strong" onClick={apply}>
            Apply <span className="sp-unseen">{fix.title}</span>
          </button>
        )}
      </div>
    </>
  );
}

const NATURES: Record<Fix["kind"], string> = {
  structural: "",
  declared: "states an intention",
  mixed: "changes the drawing and states an intention",
};

export function FixNature({ fix }: { fix: Fix }) {
  const nature = joined([NATURES[fix.kind], fix.complete ? "" : "a first step, more is needed"]);
  return nature === "" ? null : <p className="sp-nature">{title(nature)}</p>;
}

/** What the shown fix would do, in words: values that it changes are not drawn on the canvas. */
export function Consequences({ ghosts }: { ghosts: Ghosts }) {
  const { store } = usePanel();
  const names = namesOf(store.design);
  const added = ghosts.components.length + ghosts.flows.length;
  const drawn = [added > 0 ? `adds ${parts(ghosts)}` : "", ghosts.removed.length > 0 ? `takes ${ghosts.removed.length} away` : ""];
  return (
    <div className="sp-consequences">
      {added + ghosts.removed.length > 0 && <p>On the canvas: {joined(drawn)}.</p>}
      {ghosts.changed.length > 0 && (
        <ul>
          {ghosts.changed.map((one) => (
            <li key={`${one.id} ${one.property}`}>
              {names(one.id)}, {words(one.property)}: <b>{shown(one.value)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const parts = ({ components, flows }: Ghosts): string =>
  joined([components.length > 0 ? count(components.length, "box", "boxes") : "", flows.length > 0 ? count(flows.length, "flow") : ""]);
