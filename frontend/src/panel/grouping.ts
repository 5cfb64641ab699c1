import type { Finding, Severity } from "../types";

export const SEVERITIES: Severity[] = ["error", "warning", "advice"];
export const SEVERITY_WORDS: Record<Severity, [one: string, many: string]> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  advice: ["advice", "advice"],
};

/** The findings as the list shows them: to act on, on boxes that are still being drawn, and accepted. */
export type Sorted = { open: Finding[]; quiet: Finding[]; waived: Finding[] };

export function sorted(findings: Finding[], isQuiet: (finding: Finding) => boolean): Sorted {
  const waived = findings.filter((one) => one.status === "waived");
  const standing = findings.filter((one) => one.status === "open");
  return { open: standing.filter((one) => !isQuiet(one)), quiet: standing.filter(isQuiet), waived };
}

/** `severities` empty: all of them; `topic` is "", `area:NAME` or `category:NAME`; every one of `words` is in the finding. */
export type Filter = { severities: Severity[]; topic: string; words: string };
export const NO_FILTER: Filter = { severities: [], topic: "", words: "" };

export const isFiltering = ({ severities, topic, words }: Filter): boolean => severities.length > 0 || topic !== "" || words.trim() !== "";

export function matches(finding: Finding, { severities, topic, words }: Filter): boolean {
  if (severities.length > 0 && !severities.includes(finding.severity)) return false;
  if (topic !== "" && topic !== `area:${finding.area}` && topic !== `category:${finding.category}`) return false;
  const text = spoken(finding);
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

const spoken = ({ code, name, category, message, mend, anchor, where }: Finding): string =>
  [code, name, category, message, mend, anchor, ...where].join(" ").toLowerCase();

export function countBySeverity(findings: Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, advice: 0 };
  for (const one of findings) counts[one.severity] += 1;
  return counts;
}

export type Group = { severity: Severity; total: number; categories: { category: string; findings: Finding[] }[] };

/** By severity, then by category; within one, the order in which Python sent them. */
export function grouped(findings: Finding[]): Group[] {
  return SEVERITIES.map((severity) => {
    const mine = findings.filter((one) => one.severity === severity);
    return { severity, total: mine.length, categories: byCategory(mine) };
  }).filter((group) => group.total > 0);
}

function byCategory(findings: Finding[]): Group["categories"] {
  const found = new Map<string, Finding[]>();
  for (const one of findings) found.set(one.category, [...(found.get(one.category) ?? []), one]);
  return [...found].map(([category, mine]) => ({ category, findings: mine }));
}

/** Every area with the categories in which it has findings. */
export function topics(findings: Finding[], areas: string[]): { area: string; categories: string[] }[] {
  return areas.map((area) => {
    const mine = findings.filter((one) => one.area === area).map((one) => one.category);
    return { area, categories: [...new Set(mine)].sort() };
  });
}
