import { useEffect, useRef, useState } from "react";
import { addBox, addNote, addZone } from "../actions";
import { useView } from "../board/useView";
import { BOX, clearPlace, placesOf } from "../geometry";
import { Icon } from "../nodes/Icon";
import { Chevron } from "../panel/Fold";
import { misspelt, search } from "../quickadd/search";
import { useCanvasStore } from "../useStore";
import { kindOf, vocabulary } from "../vocabulary";
import { startDrag } from "./dragging";
import { ROOMY, SHEETS, useNarrow } from "./useNarrow";

const STAGES = vocabulary.stages.map((stage) => ({ ...stage, kinds: vocabulary.kinds.filter((k) => k.stage === stage.id).map((k) => k.kind) }));

/** All kinds of boxes by stage: click to add one, or drag it to its place. Icons only where the window is narrow. */
export function Palette() {
  const narrow = useNarrow(ROOMY);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const small = chosen ?? narrow;
  const sheets = useNarrow(SHEETS);
  if (sheets) return <Sheet />;
  return small ? <Icons widen={() => setChosen(false)} /> : <Names fold={() => setChosen(true)} />;
}

/** Over the drawing while a box is chosen, out of the way otherwise. */
function Sheet() {
  const [open, setOpen] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const leave = (event: PointerEvent): void => {
      if (!event.composedPath().includes(sheet.current!)) setOpen(false);
    };
    window.addEventListener("pointerdown", leave, true);
    return () => window.removeEventListener("pointerdown", leave, true);
  }, [open]);
  if (!open) {
    return (
      <button className="sk-palette-open" title="Show the boxes" aria-label="Show the boxes" aria-expanded="false" onClick={() => setOpen(true)}>»</button>
    );
  }
  return (
    <div className="sk-palette-sheet" ref={sheet} onClick={(event) => (event.target as Element).closest("[data-kind]") && setOpen(false)}>
      <Names fold={() => setOpen(false)} words="Hide the boxes" />
    </div>
  );
}

/** With words, and a field to find them. */
function Names({ fold, words = "Icons only" }: { fold: () => void; words?: string }) {
  const [letters, setLetters] = useState("");
  const [folded, setFolded] = useState<Set<string>>(new Set());
  const found = letters.trim() ? kindsFor(letters) : null;
  const flip = (stage: string): void => {
    const next = new Set(folded);
    if (!next.delete(stage)) next.add(stage);
    setFolded(next);
  };
  return (
    <nav className="sk-palette" aria-label="Boxes">
      <div className="sk-palette-head">
        <input type="search" placeholder="Find a box" aria-label="Find a box" value={letters} onChange={(event) => setLetters(event.target.value)} />
        <button className="sk-fold" onClick={fold} title={words} aria-label={words} aria-expanded="true">«</button>
      </div>
      <div className="sk-palette-list">
        {STAGES.map((stage) => {
          const kinds = stage.kinds.filter((kind) => !found || found.has(kind));
          if (!kinds.length) return null;
          const isOpen = !!found || !folded.has(stage.id);
          return (
            <section key={stage.id} data-stage={stage.id}>
              <button className="sk-stage" aria-expanded={isOpen} onClick={() => flip(stage.id)}>
                <span className="sk-stage-dot" />
                {stage.label}
                <Chevron />
              </button>
              {isOpen && kinds.map((kind) => <KindButton key={kind} kind={kind} />)}
            </section>
          );
        })}
        {found && !found.size && <p className="sk-palette-none">Nothing fits.</p>}
      </div>
      <Foot />
    </nav>
  );
}

function kindsFor(letters: string): Set<string> {
  const found = search(letters, 60);
  return new Set((found.length ? found : misspelt(letters)).map((c) => c.kind));
}

type Tip = { label: string; top: number };

/** Two columns of icons, so that the drawing gets the room; the name stands beside the one that is pointed at. */
function Icons({ widen }: { widen: () => void }) {
  const [tip, setTip] = useState<Tip | null>(null);
  const point = (event: React.SyntheticEvent): void => {
    const button = (event.target as Element).closest<HTMLElement>("[data-kind]");
    const nav = event.currentTarget.getBoundingClientRect();
    setTip(button && { label: button.getAttribute("aria-label") ?? "", top: button.getBoundingClientRect().top - nav.top });
  };
  return (
    <nav className="sk-palette is-small" aria-label="Boxes" onPointerOver={point} onFocus={point} onPointerLeave={() => setTip(null)} onBlur={() => setTip(null)}>
      <button className="sk-fold" onClick={widen} title="Show the names" aria-label="Show the names of the boxes" aria-expanded="false">»</button>
      <div className="sk-palette-list" onScroll={() => setTip(null)}>
        {STAGES.map((stage) => (
          <section key={stage.id} data-stage={stage.id} aria-label={stage.label}>
            <h3 title={stage.label}>{stage.label}</h3>
            {stage.kinds.map((kind) => <KindButton key={kind} kind={kind} />)}
          </section>
        ))}
      </div>
      <Foot />
      {tip && <div className="sk-palette-tip" aria-hidden="true" style={{ top: tip.top }}>{tip.label}</div>}
    </nav>
  );
}

function KindButton({ kind }: { kind: string }) {
  const store = useCanvasStore();
  const view = useView();
  const { label, meaning } = kindOf(kind)!;
  const add = (): void => {
    const [x, y] = view.centre();
    const id = addBox(store, { kind }, clearPlace(store.design, [x - BOX[0] / 2, y - BOX[1] / 2]));
    view.keep(store.design, placesOf(store.design, id));
  };
  return <Draggable kind={kind} label={label} title={`${label}: ${meaning}`} onClick={add} />;
}

function Foot() {
  const store = useCanvasStore();
  const view = useView();
  const note = (): void => {
    const [x, y] = view.centre();
    addNote(store, clearPlace(store.design, [x - BOX[0] / 2, y - BOX[1] / 2]));
  };
  return (
    <div className="sk-palette-foot">
      <Draggable kind="zone" label="Zone" title="Zone: a named group of boxes: online, offline, another team" onClick={() => view.reveal(placesOf(store.design, addZone(store, view.centre())))} />
      <Draggable kind="note" label="Note" title="Note: words on the canvas" onClick={note} />
    </div>
  );
}

type DraggableProps = { kind: string; label: string; title: string; onClick: () => void };

function Draggable({ kind, label, title, onClick }: DraggableProps) {
  return (
    <button className="sk-kind" draggable data-kind={kind} title={title} aria-label={label} onDragStart={(event) => startDrag(event, kind)} onClick={onClick}>
      <Icon kind={kind} size={15} />
      <span>{label}</span>
    </button>
  );
}
