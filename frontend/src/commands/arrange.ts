import type { Axis, Side } from "../arranging/align";
import { foldZone } from "../arranging/folding";
import { allLocked, canLock, toggleLock } from "../arranging/locks";
import { align, distribute, standing } from "../arranging/moving";
import type { CanvasStore } from "../store";
import type { Command, Place } from "./command";

const SIDES: [Side, string, string][] = [
  ["left", "Align left", "Alt+a"],
  ["centre", "Align centres", "Alt+h"],
  ["right", "Align right", "Alt+d"],
  ["top", "Align top", "Alt+w"],
  ["middle", "Align middles", "Alt+v"],
  ["bottom", "Align bottom", "Alt+s"],
];
const AXES: [Axis, string, string][] = [
  ["horizontally", "Distribute horizontally", "Alt+Shift+h"],
  ["vertically", "Distribute vertically", "Alt+Shift+v"],
];

const several = ({ store }: Place): true | string => standing(store.design, store.selection).length > 1 || "Select several boxes first";
const row = ({ store }: Place): true | string => standing(store.design, store.selection).filter((one) => !one.fixed).length > 2 || "Select three boxes or more that are not locked";

export const ARRANGE: Command[] = [
  ...SIDES.map(([side, words, key]): Command => ({ id: side, group: "Arrange", words, keys: [key], when: several, run: ({ store }) => align(store, side) })),
  ...AXES.map(([axis, words, key]): Command => ({ id: axis, group: "Arrange", words, keys: [key], when: row, run: ({ store }) => distribute(store, axis) })),
  {
    id: "fold",
    group: "Arrange",
    words: "Fold the zone to one box",
    wordsNow: ({ store }) => (isFolded(store) ? "Open the zone" : "Fold the zone to one box"),
    more: "or open it",
    keys: ["Z"],
    on: ["zone"],
    otherwise: "Select a zone first",
    menu: ["zone"],
    run: ({ store }) => foldZone(store, store.selection[0]),
  },
  {
    id: "lock",
    group: "Arrange",
    words: "Lock in place",
    wordsNow: ({ store }) => `${allLocked(store) ? "Unlock" : "Lock in place"}${store.selection.length ? "" : ": everything"}`,
    more: "or unlock: what is selected, or everything",
    keys: ["L"],
    menu: ["canvas", "box", "zone", "note", "several"],
    when: ({ store }) => canLock(store) || "Nothing to lock",
    run: ({ store }) => toggleLock(store),
  },
];

const isFolded = ({ design, selection }: CanvasStore): boolean => !!design.layout.zones[selection[0]]?.collapsed;
