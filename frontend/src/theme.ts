import type { ThemeName } from "./tokens";

/** Streamlit gives no flag for the dark theme: judge by how light its background is. */
export function themeOf(element: Element): ThemeName {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const context = document.createElement("canvas").getContext("2d");
  if (!colour || !context) return matchMedia("(prefers-color-scheme: dark)").matches && !colour ? "dark" : "light";
  context.fillStyle = colour; // any CSS colour comes back as #rrggbb or rgba()
  const parts = /^#(..)(..)(..)/.exec(context.fillStyle as string)?.slice(1).map((part) => parseInt(part, 16));
  const [r, g, b] = parts ?? ((context.fillStyle as string).match(/\d+/g) ?? ["255", "255", "255"]).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
}

export const calmMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const glide = (ms: number): number => (calmMotion() ? 0 : ms);
