import { useState } from "react";
import { addBox, addNote, addZone } from "../actions";
import { useView } from "../board/useView";
import { BOX, freePlace, rectOf } from "../geometry";
import { Icon } from "../nodes/Icon";
import { search } from "../quickadd/search";
import { useCanvasStore } from "../useStore";
import { kindOf, vocabulary } from "../vocabulary";
import { startDrag } from "./dragging";

type Props = { shut: boolean; toggle: () => void };

/** All kinds of boxes by stage: click to add one, or drag it to its place. */
export function Palette({ shut, toggle }: Props) {
  const [letters, setLetters] = useState("");
  const [folded, setFolded] = useState<Set<string>>(new Set());
  if (shut) {
    return (
      <nav className="sk-palette is-shut" aria-label="Boxes">
        <button className="sk-fold" onClick={toggle} title="Show the boxes" aria-label="Show the boxes" aria-expanded="false">»</button>
      </nav>
    );
  }
  const found = letters.trim() ? new Set(search(letters, 60).map((c) => c.kind)) : null;
  const flip = (stage: string): void => {
    const next = new Set(folded);
    if (!next.delete(stage)) next.add(stage);
    setFolded(next);
  };
  return (
    <nav className="sk-palette" aria-label="Boxes">
      <div className="sk-palette-head">
        <input type="search" placeholder="Find a box" aria-label="Find a box" value={letters} onChange={(event) => setLetters(event.target.value)} />
        <button className="sk-fold" onClick={toggle} title="Hide the boxes" aria-label="Hide the boxes" aria-expanded="true">«</button>
      </div>
      <div className="sk-palette-list">
        {vocabulary.stages.map((stage) => {
          const kinds = vocabulary.kinds.filter((k) => k.stage === stage.id && (!found || found.has(k.kind)));
          if (!kinds.length) return null;
          const isOpen = !!found || !folded.has(stage.id);
          return (
            <section key={stage.id} data-stage={stage.id}>
              <button className="sk-stage" aria-expanded={isOpen} onClick={() => flip(stage.id)}>
                <span className="sk-stage-dot" />
                {stage.label}
                <span className="sk-stage-arrow" aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
              </button>
              {isOpen && kinds.map((k) => <KindButton key={k.kind} kind={k.kind} />)}
            </section>
          );
        })}
        {found && !found.size && <p className="sk-palette-none">Nothing fits.</p>}
      </div>
      <div className="sk-palette-foot">
        <PlainButton kind="zone" label="Zone" title="A named group of boxes: online, offline, another team" />
        <PlainButton kind="note" label="Note" title="Words on the canvas" />
      </div>
    </nav>
  );
}

function KindButton({ kind }: { kind: string }) {
  const store = useCanvasStore();
  const view = useView();
  const { label, meaning } = kindOf(kind)!;
  const add = (): void => {
    const [x, y] = view.centre();
    const id = addBox(store, { kind }, freePlace(store.design, [x - BOX[0] / 2, y - BOX[1] / 2]));
    view.reveal([rectOf(store.design.layout.boxes[id])]);
  };
  return (
    <button className="sk-kind" draggable data-kind={kind} title={meaning} onDragStart={(event) => startDrag(event, kind)} onClick={add}>
      <Icon kind={kind} size={15} />
      <span>{label}</span>
    </button>
  );
}

function PlainButton({ kind, label, title }: { kind: "zone" | "note"; label: string; title: string }) {
  const store = useCanvasStore();
  const view = useView();
  const add = (): void => {
    const [x, y] = view.centre();
    if (kind === "zone") addZone(store, [x - 180, y - 110]);
    else addNote(store, freePlace(store.design, [x - BOX[0] / 2, y - BOX[1] / 2]));
  };
  return (
    <button className="sk-kind" draggable data-kind={kind} title={title} onDragStart={(event) => startDrag(event, kind)} onClick={add}>
      <Icon kind={kind} size={15} />
      <span>{label}</span>
    </button>
  );
}
