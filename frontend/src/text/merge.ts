// Two hands on one text: what Python has drawn into it goes between what is being typed.
import { diff } from "@codemirror/merge";
import { ChangeSet } from "@codemirror/state";

/** Bounded, so that two texts with nothing in common are answered at once, only less finely. */
const LIMITS = { scanLimit: 500, timeout: 200 };

export function changesBetween(from: string, to: string): ChangeSet {
  const parts = diff(from, to, LIMITS).map((part) => ({ from: part.fromA, to: part.toA, insert: to.slice(part.fromB, part.toB) }));
  return ChangeSet.of(parts, from.length, "\n");
}

/** What to change in `mine`, so that it holds `theirs` as well; both began as `base`. */
export function rebased(base: string, mine: string, theirs: string): ChangeSet {
  const wanted = changesBetween(base, theirs);
  return base === mine ? wanted : wanted.map(changesBetween(base, mine));
}

export const applied = (changes: ChangeSet, text: string): string => {
  let result = "";
  let at = 0;
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    result += text.slice(at, from) + inserted.toString();
    at = to;
  });
  return result + text.slice(at);
};

/** How much of a text is another in the other. */
export const distance = (from: string, to: string): number =>
  diff(from, to, LIMITS).reduce((sum, part) => sum + part.toA - part.fromA + part.toB - part.fromB, 0);
