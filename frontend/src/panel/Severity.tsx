import type { Severity } from "../types";
import { SEVERITY_WORDS } from "./grouping";

const SHAPES: Record<Severity, string> = {
  error: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  warning: "M8 1l7.5 13.5h-15z",
  advice: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z",
};
const MARKS: Record<Severity, string> = {
  error: "M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8",
  warning: "M8 6v3.6M8 12v.2",
  advice: "M8 7.4v4M8 4.6v.2",
};

/** The sign of a severity, told apart by its shape as well as its colour. `said` is false where the word stands beside it. */
export function SeveritySign({ severity, said = true }: { severity: Severity; said?: boolean }) {
  const named = said ? { role: "img", "aria-label": SEVERITY_WORDS[severity][0] } : { "aria-hidden": true };
  return (
    <svg className={`sp-sign sp-${severity}`} data-severity={severity} viewBox="0 0 16 16" {...named}>
      <path d={SHAPES[severity]} fill="currentColor" />
      <path d={MARKS[severity]} className="sp-sign-mark" />
    </svg>
  );
}
