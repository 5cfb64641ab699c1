import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import { titleOf } from "../actions";
import { shown } from "../panel/format";
import { words } from "../panel/forms";
import type { Component, Stated } from "../types";
import { useCanvasStore, useSelected } from "../useStore";
import { kindLabel, stageOf, technologyNames } from "../vocabulary";
import { Badge } from "./Badge";
import { Icon } from "./Icon";
import { LockMark } from "./LockMark";
import { NameField } from "./NameField";

export type Change = { property: string; value: Stated };
export type BoxData = { component: Component; ghost?: boolean; locked?: boolean; changes?: Change[] };
export type BoxNodeType = Node<BoxData, "box">;

export const BoxNode = memo(function BoxNode({ id, data }: NodeProps<BoxNodeType>) {
  const { component, ghost, locked, changes } = data;
  const store = useCanvasStore();
  const renaming = useSelected((s) => s.renaming === id);
  const technology = technologyNames(component.technology);
  const name = titleOf(component);
  return (
    <div
      className="sk-box"
      data-stage={stageOf(component.kind)}
      data-status={component.status as string | undefined}
      data-ghost={ghost || undefined}
      onDoubleClick={() => !ghost && store.requestRename(id)}
    >
      <div className="sk-box-kind">
        <Icon kind={component.kind} />
        <span>{kindLabel(component.kind)}</span>
      </div>
      {renaming ? <NameField id={id} value={name} label={`Name of ${name}`} /> : <div className="sk-box-name" title={name}>{name}</div>}
      {technology && <div className="sk-box-technology" title={technology}>{technology}</div>}
      {locked && <LockMark />}
      {!ghost && <Badge anchor={id} />}
      {changes && <Changes changes={changes} />}
      <Handle id="in" type="target" position={Position.Left} className="sk-in" isConnectable={!ghost} />
      <Handle id="out" type="source" position={Position.Right} className="sk-out" isConnectable={!ghost} />
    </div>
  );
});

/** What a fix would state here. */
export function Changes({ changes }: { changes: Change[] }) {
  return (
    <ul className="sk-changes">
      {changes.map(({ property, value }) => (
        <li key={property}>{`+ ${words(property)}: ${shown(value)}`}</li>
      ))}
    </ul>
  );
}
