// Look-ups in the vocabulary that Python generates.
import raw from "./generated/vocabulary.json";
import type { Vocabulary } from "./types";

export const vocabulary = raw as unknown as Vocabulary;

type Kind = Vocabulary["kinds"][number];
type FlowKind = Vocabulary["flows"][number];
type Technology = Vocabulary["technologies"][number];

const kinds = new Map(vocabulary.kinds.map((k) => [k.kind, k]));
const flowKinds = new Map(vocabulary.flows.map((f) => [f.kind, f]));
const technologies = new Map(vocabulary.technologies.map((t) => [t.id, t]));
const componentKeys = new Map(
  vocabulary.kinds.map((k) => [k.kind, new Set(["id", "kind", ...names(vocabulary.common), ...names(k.properties)])]),
);
const flowKeys = new Map(
  vocabulary.flows.map((f) => [f.kind, new Set(["id", "from", "to", "kind", "label", "origin", ...names(f.properties)])]),
);

function names(properties: { name: string }[]): string[] {
  return properties.map((p) => p.name);
}

export const kindOf = (kind: string): Kind | undefined => kinds.get(kind);
export const flowKindOf = (kind: string): FlowKind | undefined => flowKinds.get(kind);
export const technologyOf = (id: string): Technology | undefined => technologies.get(id);
export const kindLabel = (kind: string): string => kinds.get(kind)?.label ?? kind;
export const flowLabel = (kind: string): string => flowKinds.get(kind)?.label ?? kind;
export const stageOf = (kind: string): string => kinds.get(kind)?.stage ?? "any";

/** The names of a component's technologies, as people write them. */
export function technologyNames(stated: string | string[] | undefined): string {
  if (stated === undefined) return "";
  return [stated].flat().map((id) => technologies.get(id)?.name ?? id).join(", ");
}

/** The flow kind that most likely leads from one kind of component to the other; undefined where none is legal. */
export const likelyFlow = (from: string, to: string): string | undefined => vocabulary.likely[from]?.[to];

export function isLegalFlow(flow: string, from: string, to: string): boolean {
  const row = vocabulary.matrix[flow];
  return flow === "unspecified" || from === "other" || to === "other" || !!(row?.from.includes(from) && row.to.includes(to));
}

const keeps = (keys: Set<string> | undefined, key: string): boolean => !keys || keys.has(key) || key.startsWith("x-");
export const componentKeeps = (kind: string, key: string): boolean => keeps(componentKeys.get(kind), key);
export const flowKeeps = (kind: string, key: string): boolean => keeps(flowKeys.get(kind), key);
