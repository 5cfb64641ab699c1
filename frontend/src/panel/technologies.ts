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

/** The catalogue's id where the text names one of its entries, else the text as it stands. */
export function technologyId(typed: string, all: Technology[]): string {
  const wanted = typed.trim();
  const known = all.find((one) => one.id === wanted.toLowerCase() || one.name.toLowerCase() === wanted.toLowerCase());
  return known?.id ?? wanted;
}
