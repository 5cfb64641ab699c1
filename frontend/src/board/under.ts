// Which element of the design a part of the page belongs to.

/** The flow whose arrow or label this is. */
export const flowAt = (part: Element): string | undefined =>
  part.closest<HTMLElement>(".sk-flow-label:not([data-ghost])")?.dataset.edge ?? part.closest(".react-flow__edge-flow:not(.is-ghost)")?.getAttribute("data-id") ?? undefined;

/** The box, note, zone or flow. */
export const elementAt = (part: Element): string | undefined => part.closest<HTMLElement>(".react-flow__node:not(.is-ghost)")?.dataset.id ?? flowAt(part);
