import type { Design, Property, Stated } from "../types";

/** What was typed, read as the property's type, or why it cannot be. Empty text is read as "not stated". */
export type Parsed = { value: Stated | undefined } | { error: string };

const DURATION = /^\d+(\.\d+)?[smhd]$/;
const NUMBER = /^(\d+(?:\.\d+)?|\.\d+)\s*([kMG]?)$/;
const FACTORS: Record<string, number> = { "": 1, k: 1e3, M: 1e6, G: 1e9 };
const QUANTITY = /^\s*(\d[\d_,]*(\.\d+)?|\.\d+)\s*[kMG]?(\s+.+|\s*%)?\s*$/;
const ID = /^[a-z][a-z0-9_-]{0,63}$/;
const RESERVED = new Set(["brief", "design", "review"]);
const LONGEST = 10_000;
const LONGEST_NAME = 300;

const value = (stated: Stated | undefined): Parsed => ({ value: stated });
const error = (message: string): Parsed => ({ error: message });

export function parse(property: Property, typed: string): Parsed {
  const text = typed.trim();
  if (text === "") return value(undefined);
  switch (property.type) {
    case "integer":
    case "number":
    case "percent":
      return number(property, text);
    case "duration":
      return duration(text);
    case "list":
      return value(listed(text));
    default:
      return shortEnough(property, text);
  }
}

function number(property: Property, text: string): Parsed {
  const plain = property.unit && text.endsWith(property.unit) ? text.slice(0, -property.unit.length).trim() : text;
  const found = NUMBER.exec(plain);
  if (!found) return error(`Not a number: write digits, such as 250, 2.5k or 1M${unitOf(property)}.`);
  // through toFixed, so that 2.3k is 2300 and not 2299.9999999999995
  const read = Number((Number(found[1]) * FACTORS[found[2]!]!).toFixed(9));
  if (property.type === "integer" && !Number.isInteger(read)) return error("Not a whole number.");
  const [least, most] = range(property);
  if (read < least || read > most) return error(`Out of range: write a number from ${least} to ${most}.`);
  return value(read);
}

const unitOf = (property: Property) => (property.unit ? ` (${property.unit})` : "");

function range(property: Property): [number, number] {
  if (property.type === "percent") return [0, 100];
  const found = /^(\d+)(?:\.\.| to )(\d+)$/.exec(property.unit ?? "");
  return found ? [Number(found[1]), Number(found[2])] : [0, Infinity];
}

function duration(text: string): Parsed {
  const plain = text.replaceAll(" ", "");
  if (DURATION.test(plain)) return value(plain);
  return error("Not a duration: write a number and s, m, h or d, such as 30s, 5m, 24h or 7d.");
}

function shortEnough(property: Property, text: string): Parsed {
  const longest = property.name === "name" ? LONGEST_NAME : LONGEST;
  return text.length <= longest ? value(text) : error(`Too long: ${text.length} characters, at most ${longest}.`);
}

/** The entries of a list, one a line or parted by commas, without empty ones and doubles. */
export function listed(text: string, separator: RegExp = /[,\n]/): string[] {
  const entries = text.split(separator).map((one) => one.trim());
  return [...new Set(entries.filter((one) => one !== ""))];
}

/** Whether a quantity begins with a number that the checks can use; other text is kept, but not reckoned with. */
export const isQuantity = (text: string): boolean => QUANTITY.test(text);

/** Why `id` cannot be the new id of the element `current`, or "" where it can. */
export function idProblem(id: string, current: string, design: Pick<Design, "components" | "zones" | "notes">): string {
  if (id === current) return "";
  if (!ID.test(id)) return "Not an id: begin with a small letter, then small letters, digits, _ or -, at most 64 in all.";
  if (RESERVED.has(id)) return `The id "${id}" is reserved: choose another.`;
  const taken = [...design.components, ...design.zones, ...design.notes].some((one) => one.id === id);
  return taken ? `The id "${id}" is taken: choose another.` : "";
}
