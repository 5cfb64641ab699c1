import { useId, useRef, useState, type ReactNode } from "react";
import { commandOf } from "../commands";
import { perform, type Command } from "../commands/command";
import { Item } from "../commands/ContextMenu";
import { menuKeys } from "../commands/menuKeys";
import { usePlace } from "../commands/usePlace";

type Props = { label: string; hint: string; glyph: ReactNode; commands: string[] };

/** A button with a few commands behind it. The browser closes it at a click elsewhere. */
export function ToolMenu({ label, hint, glyph, commands }: Props) {
  const at = usePlace();
  const id = useId();
  const [button, menu] = [useRef<HTMLButtonElement>(null), useRef<HTMLDivElement>(null)];
  const [open, setOpen] = useState(false);
  const onBeforeToggle = (event: React.ToggleEvent): void => {
    const { left, bottom } = button.current!.getBoundingClientRect();
    Object.assign(menu.current!.style, { left: `${left}px`, top: `${bottom + 5}px` });
    setOpen(event.newState === "open");
  };
  const onToggle = (event: React.ToggleEvent): void => {
    if (event.newState === "open") menu.current!.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  };
  const close = (): void => {
    menu.current?.hidePopover();
    at.scene.root.current?.focus({ preventScroll: true });
  };
  const choose = (command: Command): void => {
    close();
    perform(command, at);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (!open) return;
    if (event.key !== "Escape") return menuKeys(menu, close)(event);
    event.stopPropagation(); // nothing else is closed or cleared by it
    close();
  };
  return (
    <>
      <button ref={button} className="sk-tool has-menu" title={hint} aria-label={label} aria-haspopup="menu" aria-expanded={open} popoverTarget={id} onKeyDown={onKeyDown}>
        {glyph}
      </button>
      <div ref={menu} id={id} popover="auto" role="menu" aria-label={label} className="sk-menu sk-context-menu sk-tool-menu" onBeforeToggle={onBeforeToggle} onToggle={onToggle} onKeyDown={onKeyDown}>
        {open && commands.map((command) => <Item key={command} command={commandOf(command)} at={at} choose={choose} />)}
      </div>
    </>
  );
}
