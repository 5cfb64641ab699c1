// Finding boxes by a few letters of a kind, a technology or a stage.
import type { NewBox } from "../actions";
import { vocabulary } from "../vocabulary";
import { OTHER_WORDS } from "./otherWords";
import { slips } from "./slips";

export type Choice = NewBox & { label: string; hint: string; stage: string; words: string[] };

const stageLabels = new Map(vocabulary.stages.map((s) => [s.id, s.label]));
const kinds = new Map(vocabulary.kinds.map((k) => [k.kind, k]));

/** Every kind, and every technology as each kind that it can be. */
export const CHOICES: Choice[] = [
  ...vocabulary.kinds.map((k): Choice => {
    const stage = stageLabels.get(k.stage) ?? k.stage;
    return { kind: k.kind, label: k.label, hint: stage, stage: k.stage, words: [k.label, k.kind.replaceAll("_", " "), stage] };
  }),
  ...vocabulary.technologies.flatMap((t) =>
    t.kinds.flatMap((kind): Choice[] => {
      const k = kinds.get(kind);
      return k ? [{ kind, technology: t.id, label: `${k.label} on ${t.name}`, hint: t.name, stage: k.stage, words: [t.name, t.id.replaceAll("_", " ")] }] : [];
    }),
  ),
];

/** How well the letters fit the words: higher is better, 0 is not at all. */
export function fit(letters: string, words: string): number {
  const [a, b] = [letters.toLowerCase(), words.toLowerCase()];
  if (!a) return 1;
  if (b === a) return 100;
  if (b.startsWith(a)) return 80 - b.length / 10;
  const start = b.search(new RegExp(`(^|[\\s/_-])${a.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
  if (start >= 0) return 60 - start / 10;
  if (a.length > 1 && b.includes(a)) return 40 - b.indexOf(a) / 10;
  return a.length > 1 && inOrder(a, b) ? 10 : 0;
}

/** All letters are there, in order, and each word of them begins a word: "fs" finds "feature store". */
function inOrder(letters: string, words: string): boolean {
  let at = 0;
  for (const letter of letters.replace(/\s+/g, "")) {
    const next = words.indexOf(letter, at);
    if (next < 0) return false;
    at = next + 1;
  }
  return words[0] === letters[0] && at <= Math.max(letters.length * 4, 12);
}

/** `liking` decides between kinds that fit the letters alike. */
export function search(letters: string, limit = 40, liking: (kind: string) => number = () => 0): Choice[] {
  const wanted = letters.trim();
  const liked = (score: (wanted: string, choice: Choice) => number) => (choice: Choice): number => {
    const fits = score(wanted, choice);
    return fits && fits + liking(choice.kind);
  };
  const found = sorted(liked((...of) => Math.max(whole(...of), byWords(...of))), limit);
  return found.length ? found : sorted(liked(byMeaning), limit);
}

const NEAR = 8; // more would be no help

/** What may have been meant where nothing fits: each word is a known one but for a slip of the finger. */
export const misspelt = (letters: string): Choice[] => sorted((choice) => bySlips(letters.trim().toLowerCase(), choice), NEAR);

/** What was typed as a box of no kind, so that nobody stands still for a word. */
export function unknown(letters: string): Choice {
  const name = letters.trim();
  return { kind: "other", name, label: `Something else: ${name}`, hint: "kind can be chosen later", stage: "any", words: [] };
}

function sorted(score: (choice: Choice) => number, limit: number): Choice[] {
  const scored = CHOICES.map((choice, i) => ({ choice, i, score: score(choice) })).filter(({ score }) => score > 0);
  return scored.sort((a, b) => b.score - a.score || a.i - b.i).slice(0, limit).map(({ choice }) => choice);
}

/** Each word for itself, where they are not found together; most of them must be there: "online feature store". */
function byWords(wanted: string, choice: Choice): number {
  const words = wanted.split(/\s+/);
  if (words.length < 2) return 0;
  const scores = words.map((word) => Math.max(fit(word, choice.label), ...choice.words.slice(0, 2).map((known) => fit(word, known))));
  const found = scores.filter((score) => score >= 40);
  return found.length * 2 > words.length ? (found.reduce((sum, score) => sum + score, 0) / words.length) * 0.7 : 0;
}

/** What its meaning speaks of. */
function byMeaning(wanted: string, { kind, technology }: Choice): number {
  const meaning = kinds.get(kind)?.meaning ?? "";
  const words = wanted.split(/\s+/).filter((word) => word.length > 2);
  return !technology && words.length && words.every((word) => fit(word.replace(/s$/, ""), meaning) >= 40) ? 1 + fit(wanted, meaning) : 0;
}

function bySlips(wanted: string, choice: Choice): number {
  const phrases = [choice.label, choice.words[0], ...(choice.technology ? [] : (OTHER_WORDS[choice.kind] ?? []))];
  const known = phrases.flatMap((phrase) => phrase.toLowerCase().split(SEPARATORS));
  const misses = wanted.split(SEPARATORS).map((word) => Math.min(...known.map((one) => slips(word, one) ?? Infinity)));
  return Math.max(0, 10 - misses.reduce((sum, slip) => sum + slip, 0));
}

const SEPARATORS = /[\s/_-]+/;

function whole(wanted: string, choice: Choice): number {
  if (!wanted) return choice.technology ? 0 : 1;
  const own = Math.max(...choice.words.slice(0, 2).map((words) => fit(wanted, words)));
  const other = choice.technology ? 0 : Math.max(0, ...(OTHER_WORDS[choice.kind] ?? []).map((words) => fit(wanted, words)));
  const stage = choice.words[2] ? fit(wanted, choice.words[2]) * 0.3 : 0;
  return Math.max(own && own + (choice.technology ? 0 : 2), other >= 40 ? other * 0.9 : 0, stage);
}
