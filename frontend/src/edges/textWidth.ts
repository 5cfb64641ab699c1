import { tokens } from "../tokens";

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** How wide the plate of a label is, in canvas units. */
export function plateWidth(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    context ??= document.createElement("canvas").getContext("2d");
    if (context) context.font = `500 ${tokens.font.size.flow}px ${tokens.font.family}, ${tokens.font.fallback}`;
    const plain = context?.measureText(text).width ?? text.length * 6;
    width = Math.min(tokens.label.max_width, plain + 2 * tokens.label.pad_x);
    widths.set(text, width);
  }
  return width;
}
