import type { Vocabulary } from "../types";

type Technology = Vocabulary["technologies"][number];
export type Suggestion = Technology & { fits: boolean };
const MOST = 8;

/** Technologies for what was typed: those that fit the kind first, then those whose name begins with it. */
export function suggested(typed: string, kind: string, taken: string[], all: Technology[]): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const rank = (one: Suggestion) => Number(!one.fits) * 2 + Number(!one.name.toLowerCase().startsWith(wanted));
  return all
    .filter((one) => !taken.includes(one.id) && (one.name.toLowerCase().includes(wanted) || one.id.includes(wanted)))
    .map((one) => ({ ...one, fits: one.kinds.includes(kind) }))
    .filter((one) => one.fits || wanted !== "")
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST);
}

const catalogues = new WeakMap<Technology[], Map<string, Technology>>();
const key = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "");

/** The catalogue's entry that a person means by this text; undefined for free text. */
export function findTechnology(text: string, all: Technology[]): Technology | undefined {
  let byKey = catalogues.get(all);
  if (!byKey) {
    byKey = new Map(all.flatMap((one) => [one.name, one.id].map((word) => [key(word), one] as const)));
    catalogues.set(all, byKey);
  }
  return byKey.get(key(text));
}

/** The catalogue's id where the text names one of its entries, else the text as it stands. */
export const technologyId = (text: string, all: Technology[]): string => findTechnology(text, all)?.id ?? text.trim();
