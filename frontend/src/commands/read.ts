import { endPresentation, present, slidesNow, stepSlide } from "../reading/slides";
import type { Command } from "./command";

/** Reading a drawing: nothing here changes the design. */
export const READ: Command[] = [
  {
    id: "show",
    group: "Look",
    words: "Choose the flows shown",
    more: "hide logs, metrics and the like",
    keys: ["h"],
    menu: ["canvas"],
    when: ({ store }) => store.design.flows.length > 0 || "No flows yet",
    run: ({ scene }) => scene.open(scene.sheet?.show === "flows" ? null : { show: "flows" }),
  },
  {
    id: "fix-all",
    group: "Draw",
    words: "Fix all safe findings",
    more: "shown first",
    when: ({ store }) => store.shownFindings.length > 0 || "No open findings",
    run: ({ store }) => store.push({ op: "preview_all" }),
  },
  {
    id: "present",
    group: "Look",
    words: "Present, stage by stage",
    keys: ["P"],
    shown: "Shift P",
    menu: ["canvas"],
    when: ({ store }) => store.design.components.length > 0 || "Nothing to present",
    run: ({ store, scene }) => {
      scene.open(null);
      present(store);
    },
  },
  { id: "slide", group: "Look", words: "Presenting: on and back", keys: ["ArrowRight", "PageDown", "ArrowLeft", "PageUp"], shown: "→ ←", keyOnly: true, presenting: true, run: ({ store }, { key }) => stepSlide(store, /Right|Down/.test(key) ? 1 : -1) },
  { id: "slide-end", group: "Look", words: "Presenting: first and last", keys: ["Home", "End"], keyOnly: true, presenting: true, run: ({ store }, { key }) => stepSlide(store, (key === "End" ? 1 : -1) * slidesNow(store).length) },
  { id: "present-end", group: "Look", words: "Presenting: end", keys: ["Escape"], keyOnly: true, presenting: true, run: ({ store }) => endPresentation(store) },
];
