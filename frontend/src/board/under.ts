// Which element of the design a part of the page belongs to.

/** The flow whose arrow or label this is. */
export const flowAt = (part: Element): string | undefined =>
  part.closest<HTMLElement>(".sk-flow-label:not([data-ghost])")?.dataset.edge ?? part.closest(".react-flow__edge-flow:not(.is-ghost)")?.getAttribute("data-id") ?? undefined;

/** The box, note, zone or flow. */
export const elementAt = (part: Element): string | undefined => part.closest<HTMLElement>(".react-flow__node:not(.is-ghost)")?.dataset.id ?? flowAt(part);

/** The flow at a place of the screen, whatever else lies there. */
export function flowBelow(board: HTMLElement | null, { x, y }: { x: number; y: number }): string | undefined {
  const scope = board?.getRootNode() as ShadowRoot | Document | undefined;
  return scope?.elementsFromPoint(x, y).map(flowAt).find((id) => id !== undefined);
}

/** Show which arrow a box would be inserted into, if it were let go. */
export function markDrop(board: HTMLElement | null, flow: string | undefined): void {
  if (marked?.isConnected && marked.dataset.id === flow) return;
  marked?.removeAttribute("data-drop");
  marked = flow === undefined ? undefined : [...(board?.querySelectorAll<HTMLElement>(".react-flow__edge") ?? [])].find((edge) => edge.dataset.id === flow);
  marked?.setAttribute("data-drop", "");
}

let marked: HTMLElement | undefined; // asked at every move of a drag: the page is searched only when it is another one

export type Pointing = MouseEvent | TouchEvent | React.MouseEvent;

/** Where on the screen; for a touch, where it ended. */
export function clientOf(event: Pointing): { x: number; y: number } {
  const { clientX, clientY } = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: clientX, y: clientY };
}
