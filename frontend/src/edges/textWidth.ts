import { tokens } from "../tokens";

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** How wide a flow's label is, in canvas units. */
export function textWidth(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    context ??= document.createElement("canvas").getContext("2d");
    if (context) context.font = `500 ${tokens.font.size.flow}px ${tokens.font.family}, ${tokens.font.fallback}`;
    width = context?.measureText(text).width ?? text.length * 6;
    widths.set(text, width);
  }
  return width;
}

/** Cut to the widest label there may be. */
export function fitted(text: string): string {
  const { max_width, pad_x } = tokens.label;
  if (textWidth(text) <= max_width - 2 * pad_x) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`) > max_width - 2 * pad_x) end--;
  return `${text.slice(0, end)}…`;
}
