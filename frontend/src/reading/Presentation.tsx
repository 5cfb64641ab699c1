import { useCallback, useEffect, useRef } from "react";
import { usePlace } from "../commands/usePlace";
import { placesOf } from "../geometry";
import { Icon } from "../nodes/Icon";
import { Mark } from "../nodes/Mark";
import type { Component, Finding } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { kindLabel, stageOf, technologyNames } from "../vocabulary";
import { endPresentation, slideNow, slideNumber, slidesNow, stepSlide, type Slide } from "./slides";
import { useSwipe } from "./useSwipe";

/** Under the drawing while it is presented: what is lit up, and the ways on. */
export function Presentation() {
  const slide = useSelected(slideNow);
  return slide && <Caption slide={slide} />;
}

/** A click anywhere on the drawing goes on, a finger drawn across it turns; nothing can be moved by accident. */
export function Shield() {
  const store = useCanvasStore();
  const presenting = useSelected((s) => s.reading.slide !== null);
  const swipe = useSwipe(useCallback((way: 1 | -1) => stepSlide(store, way), [store]));
  return presenting ? <div className="sk-shield" title="Next (→)" onClick={() => stepSlide(store, 1)} {...swipe} /> : null;
}

function Caption({ slide }: { slide: Slide }) {
  const store = useCanvasStore();
  const at = useSelected(slideNumber);
  const last = useSelected((s) => slidesNow(s).length - 1);
  const endsWithFindings = useSelected((s) => s.reading.endsWithFindings);
  const next = useRef<HTMLButtonElement>(null);
  useLook(slide);
  useEffect(() => next.current?.focus({ preventScroll: true }), []);
  return (
    <section className="sk-caption" aria-label="Presentation">
      <div className="sk-caption-words">
        <h2>
          {slide.title} <small>{at + 1} of {last + 1}</small>
        </h2>
        {slide.words && <p>{slide.words}</p>}
        {slide.boxes.length > 0 && <Boxes boxes={slide.boxes} />}
        {slide.findings.length > 0 && <Missing findings={slide.findings} />}
      </div>
      <div className="sk-caption-steps">
        <button className="sk-button" aria-disabled={at === 0} title="Previous (←)" onClick={() => stepSlide(store, -1)}>‹ Back</button>
        <button ref={next} className="sk-button is-main" aria-disabled={at === last} title="Next (→)" onClick={() => stepSlide(store, 1)}>Next ›</button>
        <button className="sk-button" title="End the presentation (Esc)" onClick={() => endPresentation(store)}>End <kbd>Esc</kbd></button>
        <label className="sk-tick">
          <input type="checkbox" checked={endsWithFindings} onChange={() => store.setReading({ endsWithFindings: !endsWithFindings })} />
          <span>End with the findings</span>
        </label>
      </div>
    </section>
  );
}

function Boxes({ boxes }: { boxes: Component[] }) {
  return (
    <ul className="sk-caption-boxes">
      {boxes.map((c) => (
        <li key={c.id} data-stage={stageOf(c.kind)}>
          <Icon kind={c.kind} size={16} />
          <span>
            <strong>{c.name || c.id}</strong> {[kindLabel(c.kind), technologyNames(c.technology)].filter(Boolean).join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Missing({ findings }: { findings: Finding[] }) {
  return (
    <ul className="sk-caption-findings">
      {findings.map((f) => (
        <li key={f.id} data-severity={f.severity}>
          <Mark severity={f.severity} /> <span>{f.message}</span>
        </li>
      ))}
    </ul>
  );
}

/** The view goes to each slide, follows the size of the window, and comes back at the end. */
function useLook(slide: Slide): void {
  const { store, view, scene } = usePlace();
  useEffect(() => {
    const [before, root] = [view.now(), scene.root.current];
    return () => {
      view.go(before);
      root?.focus({ preventScroll: true });
    };
  }, [view, scene.root]);
  useEffect(() => {
    const board = scene.board.current;
    if (!board) return;
    const lit = slide.lit ?? new Set(store.design.components.map((c) => c.id));
    const look = new ResizeObserver(() => view.present(store.design, store.design.components.filter((c) => lit.has(c.id)).flatMap((c) => placesOf(store.design, c.id))));
    look.observe(board); // tells once at the start
    return () => look.disconnect();
  }, [slide, store, view, scene.board]);
}
