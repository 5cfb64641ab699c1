import { useId, useRef, useState, type ReactNode } from "react";
import { commandOf } from "../commands";
import { keysShown, perform, possible, wordsOf } from "../commands/command";
import { usePlace } from "../commands/usePlace";
import { useSelected } from "../useStore";
import { menuKey } from "./menuKey";

type Props = { label: string; hint: string; glyph: ReactNode; commands: string[] };

/** A button with a few commands behind it. The browser closes it by Escape and by a click elsewhere. */
export function ToolMenu({ label, hint, glyph, commands }: Props) {
  const { scene } = usePlace();
  const id = useId();
  const [button, menu] = [useRef<HTMLButtonElement>(null), useRef<HTMLDivElement>(null)];
  const [open, setOpen] = useState(false);
  const stand = (): void => {
    const { left, bottom } = button.current!.getBoundingClientRect();
    Object.assign(menu.current!.style, { left: `${left}px`, top: `${bottom + 5}px` });
  };
  const close = (): void => {
    menu.current?.hidePopover();
    scene.root.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (menuKey(event, menu.current, "[role=menuitem]:enabled", close)) return;
    if (event.key === "Escape") event.stopPropagation(); // nothing else is closed or cleared by it
  };
  return (
    <>
      <button ref={button} className="sk-tool has-menu" title={hint} aria-label={label} aria-haspopup="menu" aria-expanded={open} popoverTarget={id}>
        {glyph}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="sk-menu sk-tool-menu"
        onBeforeToggle={stand}
        onToggle={(event) => {
          setOpen(event.newState === "open");
          if (event.newState === "open") menu.current?.querySelector<HTMLElement>("[role=menuitem]:enabled")?.focus();
        }}
        onKeyDown={onKeyDown}
      >
        {commands.map((command) => (
          <Item key={command} id={command} close={close} />
        ))}
      </div>
    </>
  );
}

function Item({ id, close }: { id: string; close: () => void }) {
  const command = commandOf(id);
  const at = usePlace();
  const words = useSelected(() => wordsOf(command, at));
  const can = useSelected(() => possible(command, at));
  const act = (): void => {
    close();
    perform(command, at);
  };
  return (
    <button role="menuitem" disabled={can !== true} title={typeof can === "string" ? can : undefined} onClick={act}>
      <span>{words}</span>
      {command.keys && <kbd>{keysShown(command)}</kbd>}
    </button>
  );
}
