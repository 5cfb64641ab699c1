// A fragment as a design file, to be pasted here, in another tab or in an editor.
import { flowId } from "../apply";
import type { Flow } from "../types";
import type { Fragment } from "./fragment";

export function yamlOf({ zones, components, flows, notes, layout }: Fragment): string {
  return [
    "sketchcheck: 1",
    ...section("zones", zones.map(value)),
    ...section("components", components.map(block)),
    ...section("flows", flows.map((f) => value(named(f)))),
    ...section("notes", notes.map(value)),
    "layout:",
    `  boxes: ${value(layout.boxes)}`,
    ...(zones.length ? [`  zones: ${value(layout.zones)}`] : []),
    "",
  ].join("\n");
}

const section = (name: string, items: string[]): string[] => (items.length ? [`${name}:`, ...items.map((item) => `  - ${item}`)] : []);
const block = (element: object): string => Object.entries(element).map(([key, held]) => `${scalar(key)}: ${value(held)}`).join("\n    ");

/** A flow is known by its ends and its kind, unless it has an id of its own. */
function named({ id, ...flow }: Flow): object {
  return id === flowId(flow.from as string, flow.to as string, flow.kind as string) ? flow : { id, ...flow };
}

function value(held: unknown): string {
  if (Array.isArray(held)) return `[${held.map(value).join(", ")}]`;
  if (typeof held !== "object" || held === null) return scalar(held);
  return `{${Object.entries(held).map(([key, inner]) => `${scalar(key)}: ${value(inner)}`).join(", ")}}`;
}

const PLAIN = /^[A-Za-z][\w ./()%-]*$/;
const OTHERWISE = /^(y|n|yes|no|on|off|true|false|null)$/i; // words that YAML takes for something else

function scalar(held: unknown): string {
  if (typeof held !== "string") return String(held);
  return PLAIN.test(held) && held === held.trim() && !OTHERWISE.test(held) ? held : JSON.stringify(held);
}
