import { dismissGhosts, stepFinding } from "../actions";
import { around, placesOf } from "../geometry";
import type { Command, Place } from "./command";

export const LOOK: Command[] = [
  { id: "commands", group: "Look", words: "All commands", more: "by a few letters of their name", keys: ["Mod+k"], anywhere: true, keyOnly: true, run: ({ scene }) => scene.open({ show: "commands" }) },
  { id: "find", group: "Look", words: "Find", more: "boxes, arrows, zones and notes", keys: ["Mod+f"], anywhere: true, menu: ["canvas"], run: ({ scene }) => scene.open({ show: "find" }) },
  { id: "menu", group: "Look", words: "Menu of what is selected", keys: ["Shift+F10", "ContextMenu"], shown: "Shift F10, right click", keyOnly: true, run: openMenu },
  { id: "fit", group: "Look", words: "Zoom to fit", keys: ["f"], menu: ["canvas"], when: ({ store }) => store.design.components.length > 0 || "Nothing to show", run: ({ view }) => view.fit() },
  {
    id: "fit-selection",
    group: "Look",
    words: "Zoom to the selection",
    keys: ["F"],
    menu: ["box", "zone", "several"],
    when: ({ store }) => store.selection.length > 0 || "Select something first",
    run: ({ store, view }) => view.fitTo(store.selection.flatMap((id) => placesOf(store.design, id))),
  },
  { id: "zoom-reset", group: "Look", words: "Zoom to 100 %", keys: ["0"], run: ({ view }) => view.zoomTo(1) },
  {
    id: "map",
    group: "Look",
    words: "Overview map",
    wordsNow: ({ store }) => (store.map.shown ? "Hide the overview map" : "Show the overview map"),
    more: "on and off",
    keys: ["m"],
    menu: ["canvas"],
    run: ({ store }) => store.toggleMap(),
  },
  { id: "zoom-in", group: "Look", words: "Zoom in", keys: ["+", "="], shown: "+", run: ({ view }) => view.zoomBy(1.25) },
  { id: "zoom-out", group: "Look", words: "Zoom out", keys: ["-"], run: ({ view }) => view.zoomBy(1 / 1.25) },
  { id: "finding", group: "Look", words: "Next finding", keys: ["n"], run: ({ store }) => stepFinding(store, 1) },
  { id: "finding-back", group: "Look", words: "Previous finding", keys: ["p"], run: ({ store }) => stepFinding(store, -1) },
  { id: "text", group: "Look", words: "The design as text", more: "with the cursor in it; Esc leaves it", keys: ["y"], menu: ["canvas"], run: showText },
  { id: "ask", group: "Look", words: "Questions about this drawing", more: "as an interviewer asks them", run: ({ store }) => store.setPanelTab("ask") },
  { id: "review", group: "Look", words: "Review by a language model", run: ({ store }) => store.setPanelTab("review") },
  { id: "part", group: "Look", words: "To the next part of the window", more: "with Shift to the one before", keys: ["F6", "Shift+F6"], shown: "F6", keyOnly: true, run: nextPart },
  { id: "escape", group: "Look", words: "Clear, close, cancel", keys: ["Escape"], keyOnly: true, run: escape },
  { id: "help", group: "Look", words: "Keys and help", keys: ["?"], run: ({ scene }) => scene.open({ show: "help" }) },
];

/** The design as YAML, with the cursor in it. */
function showText({ store, scene: { root } }: Place): void {
  const open = root.current?.querySelector<HTMLElement>(".cm-content");
  store.draft.wantsCursor = !open; // where it is not there yet, it takes the cursor when it comes
  store.setPanelTab("text");
  open?.focus();
}

/** Beside what is selected. */
function openMenu({ store, view, scene }: Place): void {
  const places = store.selection.flatMap((id) => placesOf(store.design, id));
  const { x, y, width, height } = places.length ? around(places) : { x: view.centre()[0], y: view.centre()[1], width: 0, height: 0 };
  scene.open({ show: "menu", at: view.onBoard([x + width / 2, y + height / 2]) });
}

function escape({ store, scene }: Place): void {
  if (scene.sheet) scene.open(null);
  else if (store.data?.ghosts) dismissGhosts(store);
  else {
    store.setFocus(null);
    store.select([]);
  }
}

const PARTS = [".sk-toolbar button", ".sk-palette input, .sk-palette button", ".react-flow__node[tabindex]", ".sk-side button, .sk-side input, .sk-side [tabindex]"];

function nextPart({ scene: { root } }: Place, { shiftKey }: { shiftKey: boolean }): void {
  const parts = PARTS.map((selector) => root.current?.querySelector<HTMLElement>(selector)).filter((part) => !!part);
  const here = (root.current?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement;
  const within = [".sk-toolbar", ".sk-palette", ".sk-board", ".sk-side"].findIndex((selector) => here?.closest(selector));
  parts[(within + (shiftKey ? -1 : 1) + parts.length) % parts.length]?.focus();
}
