import type { KeyboardEvent, RefObject } from "react";

/** Arrow keys, Home and End go round the items of a menu; Tab leaves it; Enter and Space press the item. */
export function menuKeys(list: RefObject<HTMLElement | null>, close: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === "Enter" || event.key === " ") return event.stopPropagation();
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const at = items.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (to === undefined) close();
    else items.at(to % items.length)?.focus();
  };
}
