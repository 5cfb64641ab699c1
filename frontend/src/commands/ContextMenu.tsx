import { Fragment, useLayoutEffect, useRef, useState } from "react";
import { nameOf } from "../actions";
import type { Sheet } from "../context";
import type { Point } from "../types";
import { COMMANDS } from ".";
import { GROUPS, keysShown, perform, possible, targetOf, wordsOf, type Command, type Place } from "./command";
import { menuKeys } from "./menuKeys";
import { usePlace } from "./usePlace";

type Props = { sheet: Extract<Sheet, { show: "menu" }> };

/** What can be done with what is selected, beside it. Any other action makes the menu go away. */
export function ContextMenu({ sheet }: Props) {
  const here = usePlace();
  const at: Place = { ...here, spot: sheet.spot };
  const { scene, store } = at;
  const list = useRef<HTMLDivElement>(null);
  const place = useRoom(list, sheet, scene.board.current);
  const target = targetOf(store);
  const fitting = COMMANDS.filter((c) => c.menu?.includes(target) && possible(c, at) !== false);
  const groups = GROUPS.map((group) => fitting.filter((c) => c.group === group)).filter((commands) => commands.length);
  const choose = (command: Command): void => {
    scene.open(null);
    perform(command, { ...at, scene: { ...scene, sheet: null } });
  };
  const about = { canvas: "The canvas", several: `${store.selection.length} selected` }[target as string] ?? nameOf(store.design, store.selection[0]);
  return (
    <div ref={list} className="sk-menu sk-context-menu" role="menu" aria-label={about} style={place} onKeyDown={menuKeys(list, () => scene.open(null))} onContextMenu={(event) => event.preventDefault()}>
      <div className="sk-menu-title" aria-hidden="true">{about}</div>
      {groups.map((commands, i) => (
        <Fragment key={commands[0].group}>
          {i > 0 && <hr role="separator" />}
          {commands.map((command) => (
            <Item key={command.id} command={command} at={at} choose={choose} />
          ))}
        </Fragment>
      ))}
    </div>
  );
}

function Item({ command, at, choose }: { command: Command; at: Place; choose: (command: Command) => void }) {
  const can = possible(command, at);
  return (
    <button role="menuitem" aria-disabled={can !== true || undefined} title={can === true ? undefined : can || undefined} onClick={() => choose(command)}>
      <span>{wordsOf(command, at)}</span>
      {command.keys && <kbd>{keysShown({ ...command, keys: command.keys.slice(0, 1), shown: undefined })}</kbd>}
    </button>
  );
}

/** Where it was asked for, but all of it on the board; its first item has the focus. */
function useRoom(list: React.RefObject<HTMLElement | null>, { at }: Props["sheet"], board: HTMLElement | null): { left: number; top: number } {
  const [[left, top], setPlace] = useState<Point>(at);
  useLayoutEffect(() => {
    const [menu, frame] = [list.current!.getBoundingClientRect(), board?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600)];
    setPlace([Math.max(8, Math.min(at[0], frame.width - menu.width - 8)), Math.max(8, Math.min(at[1], frame.height - menu.height - 8))]);
    list.current!.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
  }, [list, at, board]);
  return { left, top };
}
