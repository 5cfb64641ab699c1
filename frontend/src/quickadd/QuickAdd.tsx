import { addBox, addConnected, nameOf, wayBetween } from "../actions";
import { useView } from "../board/useView";
import { useScene, type Sheet } from "../context";
import { BOX, clearPlace, droppedAt, placesOf } from "../geometry";
import { Icon } from "../nodes/Icon";
import { useCanvasStore } from "../useStore";
import { flowLabel } from "../vocabulary";
import { Picker } from "./Picker";
import { fitting, usualBeside } from "./fitting";
import { misspelt, search, unknown, type Choice } from "./search";

type Props = { sheet: Extract<Sheet, { show: "add" }> };

/** The quick way to the next box: type, Enter, and it stands connected beside the selected one. */
export function QuickAdd({ sheet }: Props) {
  const store = useCanvasStore();
  const view = useView();
  const { open } = useScene();
  const origin = store.design.components.find((c) => c.id === sheet.from);

  const add = ({ kind, technology, name }: Choice): string => {
    const box = { kind, technology, name };
    const [x, y] = view.centre();
    const wanted = sheet.at && droppedAt(store.design, sheet.at);
    const at = wanted ?? clearPlace(store.design, [x - BOX[0] / 2, y - BOX[1] / 2]);
    const id = origin ? addConnected(store, box, origin.id, wanted, sheet.side) : addBox(store, box, at);
    const added = placesOf(store.design, id);
    if (sheet.at) view.reveal(added); // what was pointed at stays where it is
    else view.keep(store.design, [...(origin ? placesOf(store.design, origin.id) : []), ...added]);
    return id;
  };
  const pick = (choice: Choice): void => {
    open(null);
    add(choice);
  };
  const find = (letters: string): Choice[] => {
    if (origin && !letters.trim()) return fitting(origin.kind, sheet.side);
    return orUnknown(search(letters, undefined, origin && usualBeside(origin.kind, sheet.side)), letters);
  };
  const title = !origin ? "Add a box" : sheet.side === "in" ? `Add a box before ${nameOf(store.design, origin.id)}` : `Add a box after ${nameOf(store.design, origin.id)}`;
  return (
    <Picker
      title={title}
      placeholder="kafka, feature store, serve …"
      none="Nothing fits. Try a kind, a technology or a stage."
      find={find}
      keyOf={(c) => `${c.kind}/${c.technology ?? ""}`}
      pick={pick}
      pickAndGoOn={(choice) => open({ show: "add", from: add(choice), side: sheet.side })}
      close={() => open(null)}
      row={(choice) => (
        <>
          <span className="sk-choice-icon" data-stage={choice.stage}>
            <Icon kind={choice.kind} size={16} />
          </span>
          <span className="sk-choice-label">{choice.label}</span>
          <span className="sk-choice-hint">{origin ? wayWords(origin.kind, choice.kind, sheet.side) : choice.technology ? "" : choice.hint}</span>
        </>
      )}
      foot={
        <>
          <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> add <kbd>Tab</kbd> add and go on <kbd>Esc</kbd> close
        </>
      }
    />
  );
}

const orUnknown = (found: Choice[], letters: string): Choice[] => (found.length || !letters.trim() ? found : [...misspelt(letters), unknown(letters)]);

function wayWords(from: string, to: string, side: "in" | "out" = "out"): string {
  const way = side === "in" ? wayBetween(to, from) : wayBetween(from, to);
  const forward = (side === "out") !== way.reversed;
  return `${forward ? "→" : "←"} ${flowLabel(way.kind).toLowerCase()}`;
}
