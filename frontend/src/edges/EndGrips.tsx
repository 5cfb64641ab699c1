import { useState } from "react";
import { reconnect } from "../actions";
import { useView } from "../board/useView";
import { BOX } from "../geometry";
import type { Flow, Point } from "../types";
import { useCanvasStore } from "../useStore";
import type { Route } from "./routes";

type Pull = { end: "from" | "to"; at: Point; over?: string };
const AWAY = 14; // from the box, so that its own dots stay free

/** At both ends of the selected arrow: pull one to another box. */
export function EndGrips({ flow, route }: { flow: Flow; route: Route }) {
  const store = useCanvasStore();
  const view = useView();
  const [pull, setPull] = useState<Pull | null>(null);
  const { curves, tip } = route;
  const [start, last] = [curves[0][0], curves[curves.length - 1]];
  const fixed = pull?.end === "from" ? tip : start;
  const target = pull?.over !== undefined && store.design.layout.boxes[pull.over];

  const follow = (event: React.PointerEvent, end: Pull["end"]): void => setPull({ end, at: view.at({ x: event.clientX, y: event.clientY }), over: boxUnder(event) });
  const letGo = (over?: string): void => {
    const end = pull?.end;
    setPull(null);
    store.endGesture();
    if (end && over !== undefined) reconnect(store, flow.id, end, over);
    else if (over === undefined) store.hint("Let go over a box to connect the arrow there");
  };
  const grip = (end: Pull["end"], at: Point) => (
    <circle
      className="sk-grip nopan nodrag"
      data-end={end}
      cx={at[0]}
      cy={at[1]}
      r={6}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        store.beginGesture();
        follow(event, end);
      }}
      onPointerMove={(event) => pull && follow(event, end)}
      onPointerUp={(event) => pull && letGo(boxUnder(event))}
      onPointerCancel={() => pull && letGo(flow[end])}
      onClick={(event) => event.stopPropagation()}
    />
  );
  return (
    <>
      {target && <rect className="sk-pull-target" x={target[0] - 4} y={target[1] - 4} width={BOX[0] + 8} height={BOX[1] + 8} rx={11} />}
      {pull && (
        <g className="sk-pull" data-status={pull.over ? "valid" : undefined}>
          <path d={`M${fixed.join()}L${pull.at.join()}`} />
        </g>
      )}
      {grip("from", pull?.end === "from" ? pull.at : towards(start, curves[0][1]))}
      {grip("to", pull?.end === "to" ? pull.at : towards(tip, last[2]))}
    </>
  );
}

function boxUnder({ currentTarget, clientX, clientY }: React.PointerEvent): string | undefined {
  const root = currentTarget.getRootNode() as Document | ShadowRoot;
  const nodes = root.elementsFromPoint(clientX, clientY).map((element) => element.closest<HTMLElement>(".react-flow__node-box:not(.is-ghost)"));
  return nodes.find((node) => node)?.dataset.id;
}

function towards([x, y]: Point, [toX, toY]: Point): Point {
  const far = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) / far) * AWAY, y + ((toY - y) / far) * AWAY];
}
