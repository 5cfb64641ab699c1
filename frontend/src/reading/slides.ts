// The stages of a design, one after the other: what a presentation shows.
import { sorted } from "../panel/grouping";
import type { CanvasStore } from "../store";
import type { Component, Design, Finding } from "../types";
import { vocabulary } from "../vocabulary";

export type Slide = {
  id: string;
  title: string;
  /** What is said under the title; empty where the boxes speak for themselves. */
  words: string;
  boxes: Component[];
  findings: Finding[];
  /** What stands out on the canvas; null for all of it. */
  lit: Set<string> | null;
};

/** All of it, each stage that has boxes, and at the end, where wanted, what is missing. */
export function slidesOf(design: Design, findings: Finding[]): Slide[] {
  const stages = vocabulary.stages.map(({ id, label }) => stageSlide(design, id, label)).filter((slide) => slide.boxes.length > 0);
  return [wholeSlide(design), ...stages, ...(findings.length ? [findingsSlide(findings)] : [])];
}

const plain = { words: "", boxes: [], findings: [] };

function wholeSlide({ name, brief }: Design): Slide {
  const words = [brief.problem, brief.decision].filter((one) => typeof one === "string").join(" ");
  return { ...plain, id: "whole", title: name || "The design", words, lit: null };
}

function stageSlide(design: Design, id: string, label: string): Slide {
  const kinds = new Set(vocabulary.kinds.filter((k) => k.stage === id).map((k) => k.kind));
  const boxes = design.components.filter((c) => kinds.has(c.kind));
  const here = new Set(boxes.map((c) => c.id));
  const flows = design.flows.filter((f) => here.has(f.from) || here.has(f.to));
  return { ...plain, id, title: label, boxes, lit: new Set([...here, ...flows.map((f) => f.id)]) };
}

function findingsSlide(findings: Finding[]): Slide {
  return { ...plain, id: "findings", title: "What is missing", findings, lit: new Set(findings.map((f) => f.anchor)) };
}

/** The slides of this design as it is now; the list stays the same while nothing changes. */
export function slidesNow(store: CanvasStore): Slide[] {
  const { design, data, reading } = store;
  const known = made.get(store);
  const input = [design, data?.findings, reading.endsWithFindings];
  if (known && input.every((one, i) => one === known.input[i])) return known.slides;
  const open = reading.endsWithFindings ? sorted(data?.findings ?? [], (one) => store.isQuiet(one)).open : [];
  const slides = slidesOf(design, open);
  made.set(store, { input, slides });
  return slides;
}

const made = new WeakMap<CanvasStore, { input: unknown[]; slides: Slide[] }>();

/** The slide that is shown; null while nobody presents. */
export function slideNow(store: CanvasStore): Slide | null {
  const { slide } = store.reading;
  return slide === null ? null : slidesNow(store)[slideNumber(store)];
}

/** A design that was changed meanwhile may have fewer. */
export const slideNumber = (store: CanvasStore): number => Math.min(store.reading.slide ?? 0, slidesNow(store).length - 1);

export function present(store: CanvasStore): void {
  store.select([]);
  store.setFocus(null);
  show(store, 0);
}

export function stepSlide(store: CanvasStore, step: number): void {
  const to = Math.min(slidesNow(store).length - 1, Math.max(0, slideNumber(store) + step));
  if (to === slideNumber(store)) store.announce(step > 0 ? "This is the end" : "This is the beginning");
  else show(store, to);
}

export function endPresentation(store: CanvasStore): void {
  store.setReading({ slide: null });
  store.announce("Presentation ended");
}

function show(store: CanvasStore, slide: number): void {
  store.setReading({ slide });
  const { title, words, boxes, findings } = slideNow(store)!;
  const said = [...boxes.map((c) => c.name || c.id), ...findings.map((f) => f.message)].join(", ");
  store.announce([title, words || said].filter(Boolean).join(": "));
}
