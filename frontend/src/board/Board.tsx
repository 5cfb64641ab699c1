import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  SelectionMode,
  useConnection,
  useStore as useFlow,
  type Connection,
  type Edge,
  type FinalConnectionState,
  type Node,
  type OnConnectStartParams,
} from "@xyflow/react";
import { useCallback, useContext, useEffect, useMemo, useRef } from "react";
import { connect } from "../actions";
import { GuideLines } from "../arranging/GuideLines";
import { openMenuAt } from "../commands/menuAt";
import { usePlace } from "../commands/usePlace";
import { FarContext, isMenu, useScene } from "../context";
import { BundleEdge, type BundleEdgeType } from "../edges/BundleEdge";
import { FlowEdge } from "../edges/FlowEdge";
import { BOX } from "../geometry";
import { isTyping } from "../keys";
import { BoxNode } from "../nodes/BoxNode";
import { NoteNode } from "../nodes/NoteNode";
import { ZoneNode } from "../nodes/ZoneNode";
import { DRAG_TYPE, dropNew } from "../palette/dragging";
import { useTouch } from "../palette/useTouch";
import { slideNow } from "../reading/slides";
import { isOnCanvas, pathOf } from "../reading/path";
import type { ThemeName } from "../tokens";
import type { Design, Point } from "../types";
import { useSelected } from "../useStore";
import { ConnectionLine } from "./ConnectionLine";
import { Overview } from "./Overview";
import { PlainFlows } from "./PlainFlows";
import { clientOf, flowAt, markDrop } from "./under";
import { useElements } from "./useElements";
import { useGrip } from "./useGrip";
import { useFirstView, useReveal, useSheetRoom } from "./useLooking";
import { MANY, TINY, useParted } from "./useParted";
import { MAX_ZOOM, MIN_ZOOM, saveView } from "./useView";

const nodeTypes = { box: BoxNode, note: NoteNode, zone: ZoneNode };
const edgeTypes = { flow: FlowEdge, bundle: BundleEdge };
const GRID: [number, number] = [4, 4];
const FAR = 0.65; // from here on small print is left out and names are written large
const NEAR = 0.95; // from here on the kinds of flows are written on, where nobody has labelled them
const FEW_FLOWS = 12; // so few labels are never too many
const PULLED = 24; // pixels that an arrow must be pulled before letting go means "add a box here"

export function Board({ theme }: { theme: ThemeName }) {
  const place = usePlace();
  const { store, view, scene } = place;
  const { open, root, board, sheet, heading } = scene;
  const grip = useGrip();
  const { nodes, edges, free, guides, onNodesChange, onEdgesChange, onDragStart, onDrag, onDragStop } = useElements(grip.hold);
  const { own, plain } = useParted(edges);
  const far = useFlow((s) => s.transform[2] < FAR);
  const touch = useTouch();
  const inHand = useMemo(() => (touch ? nodes.map(ifSelected) : nodes), [touch, nodes]);
  useFirstView();
  useReveal();
  useSheetRoom();

  const onConnect = useCallback(
    (c: Connection) => {
      const id = connect(store, c.source, c.target);
      if (!id) return;
      store.select([id]);
      const middle = betweenBoxes(store.design, c.source, c.target);
      open({ show: "kind", flow: id, at: view.onBoard(middle) });
    },
    [store, open, view],
  );
  const pull = useRef<{ id: string; side: "in" | "out"; x: number; y: number } | null>(null);
  const onConnectStart = useCallback(
    (event: MouseEvent | TouchEvent, start: OnConnectStartParams) => {
      store.beginGesture();
      const { x, y } = clientOf(event);
      pull.current = start.nodeId ? { id: start.nodeId, side: start.handleType === "target" ? "in" : "out", x, y } : null;
    },
    [store],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      store.endGesture();
      const { x, y } = clientOf(event);
      const from = pull.current;
      pull.current = null;
      if (!from || state.toNode || Math.hypot(x - from.x, y - from.y) < PULLED) return;
      const [left, middle] = view.at({ x, y });
      const at: Point = [from.side === "in" ? left - BOX[0] : left, middle - BOX[1] / 2];
      open({ show: "add", from: from.id, side: from.side, at });
    },
    [store, open, view],
  );
  const onEdgeClick = useCallback(
    (event: React.MouseEvent, edge: Edge) => {
      if (edge.type === "bundle") open({ show: "bundle", flows: (edge as BundleEdgeType).data!.flows.map((f) => f.id), at: onBoard(event, board.current) });
    },
    [board, open],
  );
  const onEdgeDoubleClick = useCallback(
    (event: React.MouseEvent, edge: Edge) => {
      if (edge.type === "flow") open({ show: "kind", flow: edge.id, at: onBoard(event, board.current) });
    },
    [board, open],
  );
  const onMouseDown = (event: React.MouseEvent): void => {
    if (!event.shiftKey || isTyping(event.nativeEvent)) return;
    event.preventDefault(); // the browser would mark all words from where it was clicked last
    root.current?.focus({ preventScroll: true });
  };
  const onPaneDoubleClick = (event: React.MouseEvent): void => {
    if (!(event.target as Element).classList.contains("react-flow__pane")) return;
    const [x, y] = view.at({ x: event.clientX, y: event.clientY });
    open({ show: "add", at: [x - BOX[0] / 2, y - BOX[1] / 2] });
  };
  const inMenu = isMenu(sheet);
  const close = useCallback(() => {
    if (inMenu) open(null);
  }, [open, inMenu]);
  const onNodeClick = useCallback(
    (event: React.MouseEvent, node: Node) => {
      close();
      if (store.selection.length > 1 && !isAdding(event)) store.select([node.id]);
    },
    [close, store],
  );
  const onMoveStart = useCallback(
    (byHand: MouseEvent | TouchEvent | null) => {
      if (byHand) heading.current = null;
      close();
    },
    [heading, close],
  );

  return (
    <div
      className="sk-board"
      ref={board}
      onPointerDownCapture={(event) => {
        view.halt();
        grip.press(event);
      }}
      onMouseDownCapture={onMouseDown}
      onDoubleClick={onPaneDoubleClick}
      onContextMenu={(event) => openMenuAt(event, place)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        markDrop(board.current, flowAt(event.target as Element));
      }}
      onDragLeave={() => markDrop(board.current, undefined)}
      onDrop={(event) => {
        markDrop(board.current, undefined);
        dropNew(event, store, view);
      }}
    >
      <FarContext value={far}>
        <ReactFlow
          nodes={inHand}
          edges={own}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={theme}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeDragStart={onDragStart}
          onNodeDrag={onDrag}
          onNodeDragStop={onDragStop}
          onConnect={onConnect}
          onConnectStart={onConnectStart}
          onConnectEnd={onConnectEnd}
          onClickConnectStart={useCallback(() => store.announce("Choose the box to connect to"), [store])}
          onEdgeClick={onEdgeClick}
          onEdgeDoubleClick={onEdgeDoubleClick}
          onPaneClick={close}
          onNodeClick={onNodeClick}
          onMoveStart={onMoveStart}
          onMoveEnd={useCallback((_: unknown, port: Parameters<typeof saveView>[0]) => saveView(port), [])}
          isValidConnection={isValidConnection}
          connectionMode={ConnectionMode.Loose}
          connectionLineComponent={ConnectionLine}
          connectionRadius={36}
          connectionDragThreshold={4}
          selectionMode={SelectionMode.Partial}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={MULTI}
          deleteKeyCode={null}
          disableKeyboardA11y
          edgesFocusable={false}
          elevateNodesOnSelect={false}
          zoomOnDoubleClick={false}
          snapToGrid={!free}
          snapGrid={GRID}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          nodesDraggable={!touch}
          nodesConnectable={!touch}
          nodeDragThreshold={2}
          onlyRenderVisibleElements={nodes.length > MANY}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.4} color="var(--sk-grid)" bgColor="var(--sk-background)" />
          <PlainFlows flows={plain} />
          <GuideLines guides={guides} />
          <Overview />
          <BoardState />
        </ReactFlow>
      </FarContext>
      <EmptyBoard />
    </div>
  );
}

/** A finger moves the view, wherever it comes down, and a box that was tapped before. */
const ifSelected = (n: Node): Node => (n.selected && n.draggable === undefined ? { ...n, draggable: true } : n);

const MULTI = ["Shift", "Meta", "Control"];
const isAdding = (event: React.MouseEvent): boolean => event.shiftKey || event.metaKey || event.ctrlKey;
const isValidConnection = (c: Connection | Edge): boolean => c.source !== c.target;

/** Where something happened, in pixels from the board's corner; a key is pressed in the middle of what has the focus. */
function onBoard(event: React.MouseEvent, board: HTMLElement | null): Point {
  const frame = board?.getBoundingClientRect() ?? new DOMRect();
  if (event.detail) return [event.clientX - frame.left, event.clientY - frame.top];
  const { left, top, width, height } = (event.target as Element).getBoundingClientRect();
  return [left + width / 2 - frame.left, top + height / 2 - frame.top];
}

function betweenBoxes(design: Design, from: string, to: string): Point {
  const [a, b] = [from, to].map((id) => design.layout.boxes[id] ?? [0, 0]);
  return [(a[0] + b[0] + BOX[0]) / 2, (a[1] + b[1] + BOX[1]) / 2];
}

/** States that only change how things look: set on the board's element, so that no node renders for them. */
function BoardState() {
  const { board } = useScene();
  const far = useContext(FarContext);
  const tiny = useFlow((s) => s.transform[2] < TINY);
  const dense = useSelected((s) => s.design.flows.length > FEW_FLOWS);
  const quiet = useFlow((s) => s.transform[2] < NEAR) && dense;
  const connecting = useConnection((c) => c.inProgress);
  const clicking = useFlow((s) => !!s.connectionClickStartHandle);
  const focused = useSelected((s) => !!s.focus && isOnCanvas(pathOf(s.focus, s.design), s.design));
  const slide = useSelected(slideNow);
  const proposing = useSelected((s) => !!s.data?.ghosts);
  useEffect(() => {
    const element = board.current;
    element?.classList.toggle("is-far", far);
    element?.classList.toggle("is-tiny", tiny);
    element?.classList.toggle("is-quiet", quiet);
    element?.classList.toggle("is-connecting", connecting || clicking);
    element?.classList.toggle("has-focus", slide ? !!slide.lit : focused && !proposing);
    element?.classList.toggle("is-presented", !!slide && slide.id !== "findings");
    element?.classList.toggle("has-ghosts", proposing);
  }, [board, far, tiny, quiet, connecting, clicking, focused, proposing, slide]);
  return null;
}

function EmptyBoard() {
  const empty = useSelected((s) => s.data !== null && !s.design.components.length && !s.design.notes.length && !s.design.zones.length && !s.data.ghosts);
  if (!empty) return null;
  return (
    <div className="sk-empty">
      <h2>Draw your ML system</h2>
      <p>
        Press <kbd>/</kbd> and type what you have in mind, <i>kafka</i> or <i>feature store</i>.
      </p>
      <p>Or drag a box in from the left. Or start from a template on the home page.</p>
    </div>
  );
}

