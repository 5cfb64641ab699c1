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
];
