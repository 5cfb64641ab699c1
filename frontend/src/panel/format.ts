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

/** An inherited value with its origin in words, such as "yes, from Feast"; "" where nothing is inherited. */
export function origin(value: Inherited): string {
  if (value.origin === "technology" || value.origin === "zone") return `${shown(value.value)}, from ${value.from}`;
  return value.origin === "default" ? `${shown(value.value)}, assumed` : "";
}

/** The parts that say something, parted by commas. */
export const joined = (parts: string[]): string => parts.filter((one) => one !== "").join(", ");

/** `1 box`, `3 boxes`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
