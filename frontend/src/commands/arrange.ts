import type { Axis, Side } from "../arranging/align";
import { arrange, movable } from "../arranging/automatic";
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
  {
    id: "arrange",
    group: "Arrange",
    words: "Arrange the selected boxes",
    more: "or all with none selected",
    keys: ["l"],
    keyOnly: true,
    when: (at) => (severalFree(at) ? true : anyFree(at)),
    run: (at) => arrange(at.store, severalFree(at) ? "selected" : "all"),
  },
  { id: "arrange-all", group: "Arrange", words: "Arrange all boxes", menu: ["canvas"], when: anyFree, run: ({ store }) => arrange(store, "all") },
  {
    id: "arrange-selected",
    group: "Arrange",
    words: "Arrange the selected boxes",
    wordsNow: ({ store }) => counted("Arrange the %d selected boxes", movable(store, "selected").length),
    menu: ["several"],
    when: (at) => severalFree(at) || "Select several boxes first that are not locked",
    run: ({ store }) => arrange(store, "selected"),
  },
  {
    id: "arrange-new",
    group: "Arrange",
    words: "Arrange the new boxes only",
    wordsNow: ({ store }) => counted("Arrange the %d new boxes only", movable(store, "new").length),
    more: "what is placed by hand stays",
    keys: ["Alt+l"],
    menu: ["canvas"],
    when: ({ store }) => movable(store, "new").length > 0 || "No new boxes: all were placed by hand or arranged",
    run: ({ store }) => arrange(store, "new"),
  },
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
  { id: "free", group: "Arrange", words: "Drag without stopping in line", shown: "Alt drag", keyOnly: true, run: () => {} },
];

const LOCKED = "Everything is locked: L unlocks it";

function severalFree({ store }: Place): boolean {
  return movable(store, "selected").length > 1;
}

function anyFree({ store }: Place): true | string {
  return movable(store, "all").length > 0 || (store.design.layout.locked.length ? LOCKED : "Nothing to arrange");
}

/** "the 3 new boxes", "the new box", "the new boxes" for none. */
const counted = (words: string, n: number): string => (n === 1 ? words.replace("%d ", "").replace("boxes", "box") : words.replace("%d ", n ? `${n} ` : ""));

const isFolded = ({ design, selection }: CanvasStore): boolean => !!design.layout.zones[selection[0]]?.collapsed;
