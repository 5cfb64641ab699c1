import type { Score } from "../types";

/** A share as a whole number of 100, rounded down: only a full score shows as 100. The reports do so too: checks/score.py. */
export const points = (share: number): number => Math.floor(share * 100 + 1e-6);

/** The areas to show: the vocabulary's, and of those that are not always judged (generation) only if Python sent them. */
export function shownAreas(score: Score, areas: string[]): { area: string; share: number | null }[] {
  return areas.filter((area) => area in score.areas).map((area) => ({ area, share: score.areas[area] ?? null }));
}

/** The areas that hold the overall score down; none where nothing is judged. */
export function lowestAreas(score: Score): string[] {
  return Object.keys(score.areas).filter((area) => score.overall !== null && score.areas[area] === score.overall);
}
