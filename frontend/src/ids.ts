import { isTaken } from "./apply";
import type { Design } from "./types";

const RESERVED = new Set(["brief", "design", "review"]);
const LONGEST = 64;

/** An id that nothing else has, made from what people call the thing: kafka, kafka-2 ... */
export function freshId(design: Design, words: string, taken: (id: string) => boolean = (id) => isTaken(design, id)): string {
  const stem = slug(words);
  for (let n = 1; ; n++) {
    const tail = n > 1 ? `-${n}` : "";
    const id = stem.slice(0, LONGEST - tail.length) + tail;
    if (!RESERVED.has(id) && !taken(id)) return id;
  }
}

function slug(words: string): string {
  const plain = words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const dashed = plain.replace(/[^a-z0-9_-]+/g, "_").replace(/^[^a-z]+/, "").replace(/[_-]+$/, "");
  return dashed || "box";
}

/** The number that a fresh id ended in, to tell the names apart as well: " 2". */
export const numbered = (name: string, id: string): string => name + (/-\d+$/.exec(id)?.[0].replace("-", " ") ?? "");
