import { arrange, nameOf } from "../actions";
import { placesOf } from "../geometry";
import type { Key } from "../keys";
import { flowLabel } from "../vocabulary";
import { selectedBoxes, type Command, type Place } from "./command";
import { pipeline } from "./pipeline";
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
  { id: "walk", group: "Move", words: "On to the next box of the pipeline", more: "with Shift back", keys: ["Tab", "Shift+Tab"], shown: "Tab", keyOnly: true, on: ["box"], when: canWalk, run: walk },
  { id: "tab", group: "Move", words: "Select the box with the focus", shown: "Enter", keyOnly: true, run: () => {} },
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

const walkOn = ({ store: { design, selection } }: Place, step: number): string | undefined => {
  const order = pipeline(design);
  return order[order.indexOf(selection[0]) + step];
};

/** Only where the canvas has the focus; Tab leaves it at the end of the pipeline, as it leaves everything else. */
function canWalk(at: Place, { shiftKey }: Key): boolean {
  const root = at.scene.root.current;
  const focus = (root?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement;
  const onCanvas = !focus || focus === root || !!focus.closest(".sk-board");
  return onCanvas && walkOn(at, shiftKey ? -1 : 1) !== undefined;
}

function walk(at: Place, { shiftKey }: Key): void {
  const { store, view, scene } = at;
  const next = walkOn(at, shiftKey ? -1 : 1)!;
  store.select([next]);
  view.reveal(placesOf(store.design, next));
  scene.root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${next}"]`)?.focus({ preventScroll: true });
}
