import { Handle, NodeResizer, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import { resizeZone, titleOf } from "../actions";
import { foldZone } from "../arranging/folding";
import { whole } from "../geometry";
import { Chevron } from "../panel/Fold";
import { tokens } from "../tokens";
import type { Zone } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { Badge } from "./Badge";
import { LockMark } from "./LockMark";
import { NameField } from "./NameField";

export type ZoneNodeType = Node<{ zone: Zone; nested: boolean; collapsed: boolean; members: number; locked?: boolean }, "zone">;

/** A frame whose title is its handle; its inside lets the pointer through to the canvas. */
export const ZoneNode = memo(function ZoneNode({ id, data, selected }: NodeProps<ZoneNodeType>) {
  const store = useCanvasStore();
  const renaming = useSelected((s) => s.renaming === id);
  const name = titleOf(data.zone);
  const { collapsed, members, locked } = data;
  const facts = [collapsed && `${members} ${members === 1 ? "box" : "boxes"}`, data.zone.external && "external", data.zone.team].filter(Boolean).join(" · ");
  return (
    <div className="sk-zone" data-nested={data.nested || undefined} data-collapsed={collapsed || undefined}>
      <NodeResizer
        isVisible={selected && !collapsed && !locked}
        minWidth={tokens.zone.min_width}
        minHeight={tokens.zone.min_height}
        handleClassName="sk-resize"
        lineClassName="sk-resize-line"
        onResizeStart={() => store.beginGesture()}
        onResizeEnd={(_, r) => {
          resizeZone(store, id, { ...store.design.layout.zones[id], at: whole([r.x, r.y]), size: whole([r.width, r.height]) });
          store.endGesture();
        }}
      />
      <div className="sk-zone-title" onDoubleClick={() => store.requestRename(id)}>
        <button className="sk-zone-fold nodrag nopan" tabIndex={-1} aria-expanded={!collapsed} aria-label={`${collapsed ? "Open" : "Fold"} ${name}`} title={collapsed ? "Open" : "Fold"} onClick={() => foldZone(store, id)}>
          <Chevron />
        </button>
        {renaming ? <NameField id={id} value={name} label={`Name of zone ${name}`} /> : <span className="sk-zone-name">{name}</span>}
        {locked && <LockMark />}
        {facts && <span className="sk-zone-facts">{facts}</span>}
        <Badge anchor={id} />
      </div>
      {collapsed && (
        <>
          <Handle id="in" type="target" position={Position.Left} className="sk-in" isConnectable={false} />
          <Handle id="out" type="source" position={Position.Right} className="sk-out" isConnectable={false} />
        </>
      )}
    </div>
  );
});
