// Finding what is drawn by words: names, kinds, technologies, labels, texts of notes.
import { titleOf } from "../actions";
import { placesOf } from "../geometry";
import type { Design } from "../types";
import { flowLabel, kindLabel, technologyNames } from "../vocabulary";

/** Ids of all that has every one of the words, boxes first, each sort from left to right. */
export function hits(design: Design, letters: string): string[] {
  const words = plain(letters).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = ({ said }: Thing): boolean => words.every((word) => plain(said).includes(word));
  return things(design).flatMap((sort) => sort.filter(found).map(({ id }) => id).sort(byPlace(design)));
}

type Thing = { id: string; said: string };

function things({ components, zones, flows, notes }: Design): Thing[][] {
  return [
    components.map((c) => ({ id: c.id, said: [titleOf(c), c.id, kindLabel(c.kind), technologyNames(c.technology)].join(" ") })),
    zones.map((z) => ({ id: z.id, said: [titleOf(z), z.id, z.team ?? "", "zone"].join(" ") })),
    flows.map((f) => ({ id: f.id, said: [f.label ?? "", flowLabel(f.kind), technologyNames(f.technology as string | string[] | undefined)].join(" ") })),
    notes.map((n) => ({ id: n.id, said: `${n.text} note` })),
  ];
}

function byPlace(design: Design): (a: string, b: string) => number {
  return (a, b) => {
    const [p, q] = [a, b].map((id) => placesOf(design, id)[0] ?? { x: 0, y: 0 });
    return p.x - q.x || p.y - q.y;
  };
}

/** Without case and accents. */
const plain = (text: string): string => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
