// Sizes, hues, dashes and icons, shared with the pictures that Python draws.
import tokens from "../../designer/drawing/tokens.json";

export { tokens };
export type ThemeName = "light" | "dark";

type Values = Record<string, string | number>;
const rule = (selector: string, prefix: string, values: Values): string =>
  `${selector}{${Object.entries(values).map(([key, value]) => `--sk-${prefix}${key.replaceAll("_", "-")}:${value}`).join(";")}}`;

/** Every size and colour as a custom property, so that a change of theme re-renders nothing. */
export function tokensCss(): string {
  const sizes = [rule(".sk", "size-", pixels(tokens.font.size)), rule(".sk", "box-", pixels(tokens.box)), rule(".sk", "zone-", pixels({ header: tokens.zone.header, radius: tokens.zone.radius }))];
  return [...sizes, ...(["light", "dark"] as const).map(themeCss)].join("");
}

const pixels = (sizes: Record<string, number>): Values => Object.fromEntries(Object.entries(sizes).map(([key, size]) => [key, `${size}px`]));

function themeCss(theme: ThemeName): string {
  const root = `.sk[data-theme="${theme}"]`;
  const stages = Object.entries(tokens.stages).map(([stage, hues]) => rule(`${root} [data-stage="${stage}"]`, "stage-", hues[theme]));
  const flows = Object.entries(tokens.flows).map(([kind, look]) => rule(`${root} [data-flow="${kind}"]`, "", { flow: look[theme] }));
  const severities = Object.entries(tokens.severities).map(([level, look]) => rule(`${root} [data-severity="${level}"]`, "", { severity: look[theme] }));
  return [rule(root, "", tokens.theme[theme]), ...stages, ...flows, ...severities].join("");
}

type FlowLook = (typeof tokens.flows)["batch_data"];
export const flowLook = (kind: string): FlowLook => (tokens.flows as Record<string, FlowLook>)[kind] ?? tokens.flows.unspecified;

type Icon = (typeof tokens.icons)["other"];
export const iconOf = (kind: string): Icon => (tokens.icons as Record<string, Icon>)[kind] ?? tokens.icons.other;

type Severity = (typeof tokens.severities)["error"];
export const severityLook = (level: string): Severity => (tokens.severities as Record<string, Severity>)[level] ?? tokens.severities.advice;
