import { useInternalNode, type Node, type NodeProps } from "@xyflow/react";
import { BOX, centreOf, NOTE, rectOf, type Rect } from "../geometry";
import { memo } from "react";
import type { Note, Point } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { LockMark } from "./LockMark";
import { NameField } from "./NameField";

export type NoteNodeType = Node<{ note: Note; locked?: boolean }, "note">;

export const NoteNode = memo(function NoteNode({ id, data, positionAbsoluteX: x, positionAbsoluteY: y }: NodeProps<NoteNodeType>) {
  const store = useCanvasStore();
  const renaming = useSelected((s) => s.renaming === id);
  return (
    <div className="sk-note" title={data.note.text} onDoubleClick={() => store.requestRename(id)}>
      {data.note.about && <Thread about={data.note.about} at={[x, y]} />}
      {renaming ? <NameField id={id} value={data.note.text} label="Text of the note" lines={3} /> : <p>{data.note.text}</p>}
      {data.locked && <LockMark />}
    </div>
  );
});

/** A thin line to the box that the note is about. */
function Thread({ about, at: [x, y] }: { about: string; at: Point }) {
  const box = useInternalNode(about);
  if (box?.type !== "box") return null;
  const there = rectOf([box.position.x - x, box.position.y - y], BOX);
  const here = rectOf([0, 0], NOTE);
  const [[x1, y1], [x2, y2]] = [edgeTowards(here, centreOf(there)), edgeTowards(there, centreOf(here))];
  return (
    <svg className="sk-thread" aria-hidden="true">
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
    </svg>
  );
}

/** Where the line from a rectangle's middle to a point leaves the rectangle. */
function edgeTowards(r: Rect, [x, y]: Point): Point {
  const [cx, cy] = centreOf(r);
  const share = Math.min(r.width / 2 / Math.max(1, Math.abs(x - cx)), r.height / 2 / Math.max(1, Math.abs(y - cy)), 1);
  return [cx + (x - cx) * share, cy + (y - cy) * share];
}
