import type { Stated } from "../types";
import type { Inherited } from "./inherited";
import { words } from "./forms";

/** A value as people read it: `true` is "yes", lists are joined. */
export function shown(value: Stated | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((one) => shown(one as Stated)).join(", ");
  if (typeof value === "object") return Object.entries(value).map(([key, one]) => `${words(key)}: ${shown(one)}`).join(", ");
  return String(value);
}

/** Where a value that is not stated comes from, in words; "" where there is none. */
export function origin({ origin, from }: Inherited): string {
  if (origin === "technology" || origin === "zone") return `from ${from}`;
  return origin === "default" ? "assumed" : "";
}

/** The parts that say something, parted by commas. */
export const joined = (parts: string[]): string => parts.filter((one) => one !== "").join(", ");

/** `1 box`, `3 boxes`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
