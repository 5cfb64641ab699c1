// What the forms show, derived from the vocabulary.
import type { Property, Stated, Vocabulary } from "../types";
import { isLegalFlow, kindOf, likelyFlow, vocabulary } from "../vocabulary";

type FlowKind = Vocabulary["flows"][number];

/** A word of the vocabulary as people read it: `user_facing` is "user facing". */
export const words = (name: string): string => name.replaceAll("_", " ");
export const title = (name: string): string => words(name).replace(/^./, (letter) => letter.toUpperCase());
/** A category as a heading: a capital first, short forms as people write them. */
export const categoryTitle = (category: string): string => (category === "cicd" ? "CI/CD" : title(category));

/** The kinds of each stage, in the vocabulary's order. */
export const kindsByStage = vocabulary.stages
  .map((stage) => ({ ...stage, kinds: vocabulary.kinds.filter((one) => one.stage === stage.id) }))
  .filter((stage) => stage.kinds.length > 0);

/** Properties that stand at the top of a component's form in their own shape. */
const HEAD = new Set(["id", "kind", "name", "technology", "zone"]);

/** The rest of a component's form: what its kind has, what all kinds share, and folded away what is rare. */
export function formOf(kind: string): { main: Property[]; more: Property[] } {
  const own = (kindOf(kind)?.properties ?? []).filter((one) => !HEAD.has(one.name));
  const taken = new Set(own.map((one) => one.name));
  const shared = vocabulary.common.filter((one) => !HEAD.has(one.name) && !taken.has(one.name));
  const all = [...own, ...shared];
  return { main: all.filter((one) => !one.rare), more: all.filter((one) => one.rare) };
}

/** The kinds of flow for a pair of component kinds: the legal ones, the likely one first, and the others. */
export function flowKindsFor(from: string, to: string): { usual: FlowKind[]; unusual: FlowKind[] } {
  const likely = likelyFlow(from, to);
  const usual = vocabulary.flows.filter((one) => isLegalFlow(one.kind, from, to));
  usual.sort((a, b) => Number(b.kind === likely) - Number(a.kind === likely));
  return { usual, unusual: vocabulary.flows.filter((one) => !isLegalFlow(one.kind, from, to)) };
}

export const statedCount = (properties: Property[], element: Record<string, Stated | undefined>): number =>
  properties.filter((one) => element[one.name] !== undefined).length;

export const commonProperty = (name: string): Property =>
  vocabulary.common.find((one) => one.name === name) ?? { name, label: title(name), type: "text", meaning: "" };
