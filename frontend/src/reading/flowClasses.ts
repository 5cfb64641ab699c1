// Classes of flow that can be left out of sight, to read the rest.
import type { Design, Flow } from "../types";

export type FlowClass = { id: string; label: string; kinds: string[]; aside?: boolean };

/** Every kind of flow is in one class; those `aside` are not on the main path. */
export const FLOW_CLASSES: FlowClass[] = [
  { id: "data", label: "Data, features, labels", kinds: ["batch_data", "stream_data", "features", "labels"] },
  { id: "requests", label: "Requests and predictions", kinds: ["request_response", "async_request", "predictions"] },
  { id: "models", label: "Models", kinds: ["model_artifact"] },
  { id: "feedback", label: "Feedback", kinds: ["feedback"] },
  { id: "unspecified", label: "Not stated", kinds: ["unspecified"] },
  { id: "logs", label: "Logs", kinds: ["logs"], aside: true },
  { id: "metrics", label: "Metrics", kinds: ["metrics"], aside: true },
  { id: "alerts", label: "Alerts", kinds: ["alerts"], aside: true },
  { id: "metadata", label: "Metadata", kinds: ["metadata"], aside: true },
  { id: "control", label: "Control", kinds: ["control"], aside: true },
];

/** What each preset leaves out. */
export const PRESETS: { label: string; hidden: string[] }[] = [
  { label: "Main path", hidden: FLOW_CLASSES.filter((c) => c.aside).map((c) => c.id) },
  { label: "Everything", hidden: [] },
];

export const sameClasses = (a: string[], b: string[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

/** In the order of the classes, so that the same choice is the same list. */
export const flipped = (hidden: string[], id: string): string[] =>
  FLOW_CLASSES.map((c) => c.id).filter((one) => hidden.includes(one) !== (one === id));

/** The flows that are not drawn; what is `wanted`, by a finding or by the hand, is. */
export function leftOut(design: Design, hidden: string[], wanted: Set<string>): Set<string> {
  const kinds = new Set(FLOW_CLASSES.filter((c) => hidden.includes(c.id)).flatMap((c) => c.kinds));
  return new Set(design.flows.filter((f) => kinds.has(f.kind) && !wanted.has(f.id)).map((f) => f.id));
}

/** Boxes that had flows and have none in sight. */
export function leftAlone(flows: Flow[], out: Set<string>): Set<string> {
  const ends = (list: Flow[]): string[] => list.flatMap((f) => [f.from, f.to]);
  const seen = new Set(ends(flows.filter((f) => !out.has(f.id))));
  return new Set(out.size ? ends(flows).filter((id) => !seen.has(id)) : []);
}
