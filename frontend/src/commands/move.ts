import { arrange, nameOf } from "../actions";
import { placesOf } from "../geometry";
import { flowLabel } from "../vocabulary";
import { selectedBoxes, type Command, type Place } from "./command";
import { ARROWS, LONG_NUDGE, NUDGE, nudge } from "./nudging";

export const MOVE: Command[] = [
  {
    id: "nudge",
    group: "Move",
    words: "Nudge by 8",
    more: "with Shift by 32",
    keys: Object.keys(ARROWS).flatMap((arrow) => [arrow, `Shift+${arrow}`]),
    shown: "← ↑ → ↓",
    keyOnly: true,
    on: ["box", "flow", "zone", "note", "several"],
    run: ({ store }, { key, shiftKey }) => nudge(store, key, shiftKey ? LONG_NUDGE : NUDGE),
  },
  {
    id: "arrange",
    group: "Move",
    words: "Arrange all boxes",
    wordsNow: ({ store }) => (selectedBoxes(store).length > 1 ? "Arrange the selected boxes" : "Arrange all boxes"),
    more: "or the selected ones",
    keys: ["l"],
    menu: ["canvas", "several"],
    when: ({ store }) => store.design.components.length > 0 || "Nothing to arrange",
    run: ({ store }) => arrange(store),
  },
  { id: "frame", group: "Move", words: "Select with a frame", shown: "Shift drag", keyOnly: true, run: () => {} },
  { id: "flow", group: "Move", words: "Next arrow of the selected box", keys: ["o"], when: hasFlows, menu: ["box"], run: nextFlow },
  { id: "tab", group: "Move", words: "Next box, select it", shown: "Tab, Enter", keyOnly: true, run: () => {} },
];

/** The flows of the selected box, or of the one that the selected flow leaves: those that leave it first. */
function flowsHere({ store: { design, selection } }: Place): { all: typeof design.flows; now: number } {
  const flow = design.flows.find((f) => f.id === selection[0]);
  const box = flow?.from ?? selection[0];
  const all = [...design.flows.filter((f) => f.from === box), ...design.flows.filter((f) => f.to === box && f.from !== box)];
  return { all, now: flow ? all.indexOf(flow) : -1 };
}

function hasFlows(at: Place): true | string {
  if (flowsHere(at).all.length) return true;
  return at.store.selection.length ? "No arrows here" : "Select a box first";
}

function nextFlow(at: Place): void {
  const { store, view } = at;
  const { all, now } = flowsHere(at);
  const next = all[(now + 1) % all.length];
  store.select([next.id]);
  view.reveal(placesOf(store.design, next.id));
  store.announce(`${flowLabel(next.kind)} from ${nameOf(store.design, next.from)} to ${nameOf(store.design, next.to)}`);
}
