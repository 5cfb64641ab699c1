// What sketchcheck/news.py does: an answer in parts, for the stand-in of Python and for tests.
import type { Parts } from "../src/news";
import type { CanvasData } from "../src/types";

const byId = <T extends { id: string }>(list: T[]): Record<string, T> => Object.fromEntries(list.map((one) => [one.id, one]));

export function partsOf({ design: drawn, ack, findings, ...rest }: CanvasData): Parts {
  const { components, flows, zones, notes, layout: placed, ...design } = drawn;
  const { boxes, zones: areas, ...layout } = placed;
  const lists = { components, flows, zones, notes, findings };
  const order = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(({ id }) => id)]));
  return { components: byId(components), flows: byId(flows), zones: byId(zones), notes: byId(notes), findings: byId(findings), order, boxes, areas, layout, design, ack, rest };
}
