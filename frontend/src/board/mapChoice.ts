const KEY = "sketchcheck:map";

/** Whether this browser wants the overview map: always, never, or (null) while the drawing is larger than the view. */
export function mapChoice(): boolean | null {
  try {
    return { on: true, off: false }[localStorage.getItem(KEY) ?? ""] ?? null;
  } catch {
    return null; // no storage here
  }
}

export function chooseMap(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    return; // storage is full or forbidden: the choice is then not remembered
  }
}
