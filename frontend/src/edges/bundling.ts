// Flows that run side by side: a few are drawn beside each other, more as one arrow with a count
// (designer/drawing/bundling.py).
import { tokens } from "../tokens";
import type { Flow } from "../types";
import { flowLabel } from "../vocabulary";

/** So many have room side by side between two boxes, each seen with its kind; a folded zone has so much else to receive
 * that each pair is one. */
const FEW = tokens.arrow.beside;

export type Single = { flow: Flow; from: string; to: string };
/** What is drawn as one arrow from one box to another. */
export type Arrow = { id: string; flows: Flow[]; from: string; to: string };

export function bundled(all: Single[], isZone: (id: string) => boolean): Arrow[] {
  const groups = new Map<string, Single[]>();
  for (const one of all) {
    const key = `${one.from}=>${one.to}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([id, group]): Arrow[] => {
    const { from, to } = group[0];
    const few = isZone(from) || isZone(to) ? 1 : FEW;
    return group.length > few ? [{ id, flows: group.map(({ flow }) => flow), from, to }] : group.map(({ flow }) => ({ id: flow.id, flows: [flow], from, to }));
  });
}

/** The one kind of all these, if they are of one. */
export const kindOfAll = (flows: Flow[]): string | undefined => (flows.every((f) => f.kind === flows[0].kind) ? flows[0].kind : undefined);

/** "5 flows", or "5 × Logs". */
export function bundleTitle(flows: Flow[]): string {
  const kind = kindOfAll(flows);
  return kind ? `${flows.length} × ${flowLabel(kind)}` : `${flows.length} flows`;
}
