// What a finding speaks of, as a path through the drawing: all of it lights up, the rest is dimmed.
import type { Design, Finding } from "../types";

/** Its boxes and flows, the ends of these flows, what is in a zone it speaks of; where it names no flow, those among its boxes. */
export function pathOf(finding: Finding | null, design: Design): Set<string> {
  const lit = new Set(finding ? [finding.anchor, ...finding.where, ...finding.flows] : []);
  if (!lit.size) return lit;
  const named = design.flows.filter((f) => lit.has(f.id));
  for (const c of design.components) if (c.zone && lit.has(c.zone)) lit.add(c.id);
  if (!named.length) for (const f of design.flows.filter((f) => lit.has(f.from) && lit.has(f.to))) lit.add(f.id);
  for (const f of named) lit.add(f.from).add(f.to);
  return lit;
}

/** Whether anything of it is drawn: a finding about the brief has no place on the canvas. */
export function isOnCanvas(ids: Set<string>, design: Design): boolean {
  return [design.components, design.flows, design.zones].some((list) => list.some(({ id }) => ids.has(id)));
}
