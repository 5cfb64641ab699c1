import type { Design } from "../types";

/** All boxes in the order in which one tells of them: from each source along the flows, then what lies in circles. */
export function pipeline({ components, flows, layout }: Design): string[] {
  const fed = new Set(flows.filter((f) => f.from !== f.to).map((f) => f.to));
  const left = (id: string): number => layout.boxes[id]?.[0] ?? 0;
  const byPlace = components.map((c) => c.id).sort((a, b) => left(a) - left(b));
  const after = new Map(byPlace.map((id): [string, string[]] => [id, []]));
  for (const { from, to } of flows) after.get(from)?.push(to);
  const order = new Set<string>();
  for (const begin of [...byPlace.filter((id) => !fed.has(id)), ...byPlace]) {
    const ahead = [begin];
    while (ahead.length) {
      const id = ahead.pop()!;
      if (order.has(id)) continue;
      order.add(id);
      ahead.push(...[...(after.get(id) ?? [])].reverse());
    }
  }
  return [...order];
}
