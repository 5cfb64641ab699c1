import { getViewportForBounds, useReactFlow, type Viewport } from "@xyflow/react";
import { useMemo } from "react";
import { designInAddress } from "../address";
import { useScene } from "../context";
import { around, contains, rects, type Rect } from "../geometry";
import { glide } from "../theme";
import type { Design, Point } from "../types";

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 2.5;
const CALM_ZOOM = 1.1; // fitting never magnifies a small drawing
const CLOSE_ZOOM = 1.5; // nor does fitting a part of it
const PADDING = "24px"; // around a drawing that is fitted
const READABLE = 0.6;
const MARGIN = 32; // pixels around what is brought into sight

/** How far a span must be shifted to lie within another. */
const into = (start: number, size: number, low: number, room: number): number => Math.min(0, start - low) || Math.max(0, start + size - low - room);

/** What the words about a finding or a fix take of the top of the board. */
function barHeight(board: HTMLElement | null): number {
  const bar = board?.parentElement?.querySelector<HTMLElement>(".sk-path-bar, .sk-ghost-bar");
  return bar ? bar.offsetTop + bar.offsetHeight : 0;
}

/** How the board looks once it is magnified so, around its middle. */
function magnified({ x, y, zoom }: Viewport, to: number, { width, height }: DOMRect): Viewport {
  const [across, down] = [width / 2, height / 2];
  return { x: across - ((across - x) * to) / zoom, y: down - ((down - y) * to) / zoom, zoom: to };
}

const lowered = (r: Rect, by: number): Rect => ({ ...r, y: r.y + by, height: r.height - by });

export type View = {
  centre: () => Point;
  at: (client: { x: number; y: number }) => Point;
  onBoard: (place: Point) => Point;
  /** Where it is, or where it is going while it slides. */
  now: () => Viewport;
  go: (port: Viewport, ms?: number) => void;
  /** Stop where it is: what a hand comes down on must not slide away from under it. */
  halt: () => void;
  /** This place of the drawing in the middle. */
  centreOn: (place: Point) => void;
  fit: (ms?: number) => void;
  /** These as large as they fit, but not larger than life by much. */
  fitTo: (wanted: Rect[]) => void;
  zoomTo: (zoom: number) => void;
  /** Bring these into sight if they are not; `close` under the bar that speaks of them, and also where they are too small to read. */
  reveal: (wanted: Rect[], close?: boolean) => void;
  /** Bring these into sight, and with them all of the design while it stays readable. */
  keep: (design: Design, wanted: Rect[]) => void;
  /** All of the design where that is readable, otherwise these. */
  present: (design: Design, wanted: Rect[]) => void;
  start: (design: Design) => void;
  zoomBy: (factor: number) => void;
};

/** Looking around: where the view is and how it moves. */
export function useView(): View {
  const flow = useReactFlow();
  const { board, heading } = useScene();
  return useMemo(() => {
    const frame = (): DOMRect => board.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600);
    const at = (client: { x: number; y: number }): Point => {
      const { x, y } = flow.screenToFlowPosition(client, { snapToGrid: false });
      return [x, y];
    };
    // What is asked for while the view slides starts from where it will end: halfway, all may seem in sight.
    const now = (): Viewport => heading.current ?? flow.getViewport();
    const go = (port: Viewport, ms = 0): void => {
      heading.current = port;
      void flow.setViewport(port, { duration: glide(ms) }).then(() => {
        if (heading.current === port) heading.current = null;
      });
    };
    const show = (bounds: Rect, ms: number, maxZoom: number, top = 0): void => {
      const { width, height } = frame();
      const view = getViewportForBounds(bounds, width, height, MIN_ZOOM, maxZoom, { x: PADDING, bottom: PADDING, top: `${24 + top}px` });
      go(view, ms);
    };
    const visible = (): Rect => {
      const { width, height } = frame();
      const { x, y, zoom } = now();
      return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    };
    const drawn = (): Rect[] => flow.getNodes().map((n) => ({ ...n.position, width: n.width ?? 0, height: n.height ?? 0 }));
    const reveal = (wanted: Rect[], close = false): void => {
      const { x, y, zoom } = now();
      const top = close ? barHeight(board.current) : 0;
      const here = lowered(visible(), top / zoom);
      if (!wanted.length || (contains(here, around(wanted)) && !(close && zoom < READABLE))) return;
      const all = around(wanted, MARGIN / zoom);
      if (all.width > here.width || all.height > here.height || zoom < READABLE) return show(around(wanted, 60), 350, Math.max(zoom, close ? 0.9 : READABLE), top);
      const [dx, dy] = [into(all.x, all.width, here.x, here.width), into(all.y, all.height, here.y, here.height)];
      go({ x: x - dx * zoom, y: y - dy * zoom, zoom }, 250);
    };
    const zoomTo = (zoom: number): void => go(magnified(now(), Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom)), frame()), 150);
    const isReadable = (all: Rect): boolean => Math.min(frame().width / (all.width + 2 * MARGIN), frame().height / (all.height + 2 * MARGIN)) >= READABLE;
    return {
      at,
      now,
      go,
      halt: () => heading.current && go(flow.getViewport()),
      centreOn: ([x, y]) => {
        const { zoom } = now();
        go({ x: frame().width / 2 - x * zoom, y: frame().height / 2 - y * zoom, zoom });
      },
      reveal,
      zoomTo,
      fitTo: (wanted) => wanted.length && show(around(wanted, MARGIN), 300, CLOSE_ZOOM),
      keep: (design, wanted) => {
        const all = around(rects(design));
        if (!isReadable(all)) reveal(wanted);
        else if (!contains(visible(), all)) show(all, 250, now().zoom);
      },
      present: (design, wanted) => {
        const all = around(rects(design));
        show(isReadable(all) || !wanted.length ? all : around(wanted, 40), 300, CALM_ZOOM);
      },
      centre: () => at({ x: frame().left + frame().width / 2, y: frame().top + frame().height / 2 }),
      onBoard: ([x, y]) => {
        const place = flow.flowToScreenPosition({ x, y });
        return [place.x - frame().left, place.y - frame().top];
      },
      fit: (ms = 300) => drawn().length && show(around(drawn()), ms, CALM_ZOOM),
      start: (design) => rects(design).length && show(around(rects(design)), 0, CALM_ZOOM),
      zoomBy: (factor) => zoomTo(now().zoom * factor),
    };
  }, [flow, board, heading]);
}

const viewKey = (): string | null => {
  const design = designInAddress();
  return design ? `sketchcheck:view:${design}` : null;
};

export function savedView(): Viewport | null {
  const key = viewKey();
  try {
    return key ? (JSON.parse(sessionStorage.getItem(key) ?? "null") as Viewport | null) : null;
  } catch {
    return null; // no storage, or something else wrote there: begin with the whole drawing
  }
}

export function saveView(view: Viewport): void {
  const key = viewKey();
  try {
    if (key) sessionStorage.setItem(key, JSON.stringify(view));
  } catch {
    return; // storage is full or forbidden: the view is then not remembered
  }
}
