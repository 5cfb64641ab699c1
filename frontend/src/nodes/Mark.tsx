import { severityLook } from "../tokens";

const SHAPES: Record<string, string> = {
  octagon: "M6 1h8l5 5v8l-5 5H6l-5-5V6z",
  triangle: "M10 1.5 19.3 18a.8.8 0 0 1-.7 1H1.4a.8.8 0 0 1-.7-1z",
  circle: "M1 10a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
  diamond: "M10 .5 19.5 10 10 19.5.5 10z",
};

/** The sign of a severity: a shape and a symbol, so that colour is not needed to tell them apart. */
export function Mark({ severity, size = 14 }: { severity: string; size?: number }) {
  const look = severityLook(severity);
  return (
    <svg className="sk-mark" data-severity={severity} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={SHAPES[look.shape] ?? SHAPES.circle} />
      <text x="10" y={look.shape === "triangle" ? 16.5 : 15}>{look.symbol}</text>
    </svg>
  );
}
