// What a box usually grows into: learnt from the good templates, filled up with what may follow at all.
import { kindLabel, stageOf, vocabulary } from "../vocabulary";
import { CHOICES, type Choice } from "./search";

type Side = "in" | "out";

const SHORT = 8;
const plainChoices = new Map(CHOICES.filter((c) => !c.technology).map((c) => [c.kind, c]));

/** A short list of what comes after a box of this kind (or before it), the most usual first. */
export function fitting(kind: string, side: Side = "out"): Choice[] {
  const times = (other: string): number => timesDrawn(kind, other, side);
  const legal = (other: string): boolean => !!(side === "in" ? vocabulary.likely[other]?.[kind] : vocabulary.likely[kind]?.[other]);
  const ways = [...plainChoices.values()].filter((c) => times(c.kind) || legal(c.kind));
  return ways.sort((a, b) => times(b.kind) - times(a.kind) || apart(kind, a.kind, side) - apart(kind, b.kind, side) || byLabel(a, b)).slice(0, SHORT);
}

const timesDrawn = (kind: string, other: string, side: Side): number => (side === "in" ? vocabulary.usual[other]?.[kind] : vocabulary.usual[kind]?.[other]) ?? 0;

/** For the search: up to 1.5 for what is usual beside this kind. */
export function usualBeside(kind: string, side: Side = "out"): (other: string) => number {
  const most = Math.max(1, ...vocabulary.kinds.map((k) => timesDrawn(kind, k.kind, side)));
  return (other) => (timesDrawn(kind, other, side) / most) * 1.5;
}

/** How many stages on; going back comes last. */
function apart(from: string, to: string, side: Side): number {
  const [a, b] = [from, to].map((kind) => vocabulary.stages.findIndex((s) => s.id === stageOf(kind)));
  const on = side === "in" ? a - b : b - a;
  return on >= 0 ? on : vocabulary.stages.length - on;
}

const byLabel = (a: Choice, b: Choice): number => kindLabel(a.kind).localeCompare(kindLabel(b.kind));
