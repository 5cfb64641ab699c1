import { useStore as useFlow } from "@xyflow/react";
import { memo, useEffect, useMemo } from "react";
import { areaRect, around, BOX, foldedInto, NOTE, rectOf, rects, type Rect } from "../geometry";
import type { Design } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { stageOf } from "../vocabulary";
import { useView } from "./useView";

const WIDTH = 150;
const HEIGHT = 96;
const SLACK = 8; // pixels that may stick out before the map is shown

/** A small map: while the drawing is larger than the view, or as it was chosen. It follows the design, not each step of a drag. */
export function Overview() {
  const store = useCanvasStore();
  const design = useSelected((s) => s.design);
  const wanted = useSelected((s) => s.map.wanted);
  const bounds = useMemo(() => (rects(design).length ? around(rects(design), 40) : null), [design]);
  const larger = useFlow(({ transform: [x, y, zoom], width, height }) => {
    if (!bounds) return false;
    const inner = { x: (bounds.x + 40) * zoom + x, y: (bounds.y + 40) * zoom + y };
    const [right, bottom] = [inner.x + (bounds.width - 80) * zoom, inner.y + (bounds.height - 80) * zoom];
    return inner.x < -SLACK || inner.y < -SLACK || right > width + SLACK || bottom > height + SLACK;
  });
  const shown = !!bounds && (wanted ?? larger);
  useEffect(() => store.showMap(shown), [store, shown]);
  return shown ? <Map design={design} bounds={bounds} /> : null;
}

function Map({ design, bounds }: { design: Design; bounds: Rect }) {
  const view = useView();
  const look = (event: React.PointerEvent<SVGSVGElement>): void => {
    if (!event.buttons) return;
    const matrix = event.currentTarget.getScreenCTM();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    view.centreOn([x, y]);
  };
  return (
    <svg
      className="sk-overview"
      role="img"
      aria-label="Overview of the drawing"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`${bounds.x} ${bounds.y} ${bounds.width} ${bounds.height}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        look(event);
      }}
      onPointerMove={look}
    >
      <Places design={design} />
      <ViewFrame bounds={bounds} />
    </svg>
  );
}

const Places = memo(function Places({ design }: { design: Design }) {
  const { components, notes, zones, layout } = design;
  const folded = foldedInto(design);
  return (
    <>
      {zones.map(({ id }) => layout.zones[id] && !folded.has(id) && <Block key={id} className="is-zone" at={areaRect(layout.zones[id])} />)}
      {components.map((c) => layout.boxes[c.id] && !folded.has(c.id) && <Block key={c.id} stage={stageOf(c.kind)} at={rectOf(layout.boxes[c.id], BOX)} />)}
      {notes.map(({ id }) => layout.boxes[id] && <Block key={id} className="is-note" at={rectOf(layout.boxes[id], NOTE)} />)}
    </>
  );
});

function Block({ at, stage, className }: { at: Rect; stage?: string; className?: string }) {
  return <rect {...at} rx={12} className={className} data-stage={stage} />;
}

/** What of it is in sight. */
function ViewFrame({ bounds }: { bounds: Rect }) {
  const x = useFlow((s) => -s.transform[0] / s.transform[2]);
  const y = useFlow((s) => -s.transform[1] / s.transform[2]);
  const width = useFlow((s) => s.width / s.transform[2]);
  const height = useFlow((s) => s.height / s.transform[2]);
  const { x: left, y: top, width: wide, height: high } = bounds;
  const outside = `M${left - wide} ${top - high}h${3 * wide}v${3 * high}h${-3 * wide}zM${x} ${y}v${height}h${width}v${-height}z`;
  return <path className="sk-overview-view" d={outside} />;
}
