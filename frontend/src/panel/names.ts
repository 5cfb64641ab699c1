import type { Design } from "../types";
import { flowLabel, kindLabel, vocabulary } from "../vocabulary";
import { title } from "./forms";

/** The names of everything in a design that a finding may be anchored at, looked up by id. */
export type Names = (anchor: string) => string;

export function namesOf(design: Design): Names {
  const names = new Map<string, string>([["design", "Whole design"], ["brief", "Brief"]]);
  for (const one of design.zones) names.set(one.id, one.name ?? one.id);
  for (const one of design.notes) names.set(one.id, `Note: ${one.text.slice(0, 40)}`);
  for (const one of design.components) names.set(one.id, one.name ?? `${kindLabel(one.kind)} (${one.id})`);
  for (const one of design.flows) {
    const ends = [one.from, one.to].map((id) => names.get(id) ?? id);
    names.set(one.id, `${ends.join(" → ")} (${flowLabel(one.kind).toLowerCase()})`);
  }
  return (anchor) => names.get(anchor) ?? (briefField(anchor) ? `Brief: ${briefLabel(briefField(anchor)!)}` : anchor);
}

/** The field of an anchor such as `brief.qps_peak`; undefined for other anchors. */
export function briefField(anchor: string): string | undefined {
  return anchor.startsWith("brief.") ? anchor.slice("brief.".length) : undefined;
}

const briefLabel = (field: string) => (vocabulary.brief.find((one) => one.name === field)?.label ?? title(field)).toLowerCase();
