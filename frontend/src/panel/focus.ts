/** Give the cursor to the open tab: the button that had it goes with what it changed. */
export function focusTab(from: Element): void {
  from.closest<HTMLElement>(".sp-scroll")?.focus({ preventScroll: true });
}
