/** Arrow keys, Home and End go round a menu, Tab leaves it; true where the key was one of these or presses an item. */
export function menuKey(event: React.KeyboardEvent, menu: HTMLElement | null, items: string, close: () => void): boolean {
  if (event.key === "Enter" || event.key === " ") {
    event.stopPropagation(); // a press of the button
    return true;
  }
  const all = [...(menu?.querySelectorAll<HTMLElement>(items) ?? [])];
  const at = all.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined && event.key !== "Tab") return false;
  event.preventDefault();
  event.stopPropagation();
  if (to === undefined) close();
  else all.at(to % all.length)?.focus();
  return true;
}
