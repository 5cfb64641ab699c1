import type { Finding, Fix, Ghosts } from "../types";
import { usePanel } from "./context";
import { title } from "./forms";
import { count, shown } from "./format";

type Props = { finding: Finding; ghosts: Ghosts | null; onApplied: (title: string) => void };

/** The fixes of a finding: shown on the canvas first, applied or taken away then. */
export function Fixes({ finding, ghosts, onApplied }: Props) {
  return (
    <ul className="sp-fixes">
      {finding.fixes.map((fix, index) => (
        <li key={index}>
          <FixRow finding={finding} fix={fix} index={index} ghosts={ghosts?.fix === index ? ghosts : null} onApplied={onApplied} />
        </li>
      ))}
    </ul>
  );
}

type RowProps = Props & { fix: Fix; index: number };

function FixRow({ finding, fix, index, ghosts, onApplied }: RowProps) {
  const { store } = usePanel();
  function apply(ghosts: Ghosts) {
    store.push({ op: "batch", title: ghosts.title, edits: ghosts.edits });
    onApplied(ghosts.title);
  }
  return (
    <>
      <p>{fix.title}</p>
      <FixNature fix={fix} />
      {ghosts && <Consequences ghosts={ghosts} />}
      <div className="sp-buttons">
        {ghosts ? (
          <>
            <button type="button" className="sp-button sp-strong" onClick={() => apply(ghosts)}>
              Apply
            </button>
            <button type="button" className="sp-button" onClick={() => store.push({ op: "dismiss" })}>
              Cancel
            </button>
          </>
        ) : (
          <button
            type="button"
            className="sp-button"
            aria-label={`Show on canvas: ${fix.title}`}
            onClick={() => store.push({ op: "preview", finding: finding.id, fix: index })}
          >
            Show on canvas
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

function FixNature({ fix }: { fix: Fix }) {
  const nature = [NATURES[fix.kind], fix.complete ? "" : "a first step, more is needed"].filter((one) => one !== "");
  return nature.length > 0 ? <p className="sp-nature">{title(nature.join("; "))}</p> : null;
}

/** What the shown fix would do, in words: values that it changes are not drawn on the canvas. */
function Consequences({ ghosts }: { ghosts: Ghosts }) {
  const added = [
    ghosts.components.length > 0 ? `adds ${count(ghosts.components.length, "box", "boxes")}` : "",
    ghosts.flows.length > 0 ? `adds ${count(ghosts.flows.length, "flow")}` : "",
    ghosts.removed.length > 0 ? `takes ${ghosts.removed.length} away` : "",
  ].filter((one) => one !== "");
  return (
    <div role="status" className="sp-consequences">
      {added.length > 0 && <p>Dashed on the canvas: {added.join(", ")}.</p>}
      {ghosts.changed.length > 0 && (
        <ul>
          {ghosts.changed.map((one) => (
            <li key={`${one.id} ${one.property}`}>
              <code>{one.id}</code> {one.property.replaceAll("_", " ")}: <b>{shown(one.value)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
