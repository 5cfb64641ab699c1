import type { Node, NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { Note } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { NameField } from "./NameField";

export type NoteNodeType = Node<{ note: Note }, "note">;

export const NoteNode = memo(function NoteNode({ id, data }: NodeProps<NoteNodeType>) {
  const store = useCanvasStore();
  const renaming = useSelected((s) => s.renaming === id);
  return (
    <div className="sk-note" title={data.note.text} onDoubleClick={() => store.requestRename(id)}>
      {renaming ? <NameField id={id} value={data.note.text} label="Text of the note" lines={3} /> : <p>{data.note.text}</p>}
    </div>
  );
});
