// Moving what is selected by command: zones take along what lies in them, what is locked stays.
import { dropEdits } from "../actions";
import { companions, foldedInto, placesOf } from "../geometry";
import type { CanvasStore } from "../store";
import type { Design, Point } from "../types";
import { aligned, distributed, type Axis, type Shifts, type Side, type Standing } from "./align";

/** What is selected and moves on its own: what a selected zone takes along anyway is left out. */
export function standing(design: Design, selection: string[]): Standing[] {
  const carried = new Set(selection.filter((id) => id in design.layout.zones).flatMap((id) => companions(design, id)));
  const folded = foldedInto(design);
  const own = selection.filter((id) => !carried.has(id) && !folded.has(id) && (id in design.layout.boxes || id in design.layout.zones));
  return own.map((id) => ({ id, rect: placesOf(design, id)[0], fixed: design.layout.locked.includes(id) }));
}

/** Where all that moves stands after it. */
export function placesAfter(design: Design, shifts: Shifts): Record<string, Point> {
  const all = [...shifts].flatMap(([id, by]) => [id, ...(id in design.layout.zones ? companions(design, id) : [])].map((one): [string, Point] => [one, by]));
  const from = (id: string): Point => design.layout.boxes[id] ?? design.layout.zones[id]?.at ?? [0, 0];
  return Object.fromEntries(all.map(([id, [dx, dy]]): [string, Point] => [id, [from(id)[0] + dx, from(id)[1] + dy]]));
}

export function align(store: CanvasStore, side: Side): void {
  move(store, aligned(standing(store.design, store.selection), side), `Align ${side}`, `Aligned ${side}`);
}

export function distribute(store: CanvasStore, axis: Axis): void {
  move(store, distributed(standing(store.design, store.selection), axis), `Distribute ${axis}`, `Distributed ${axis}`);
}

function move(store: CanvasStore, shifts: Shifts, title: string, done: string): void {
  const edits = dropEdits(store.design, placesAfter(store.design, shifts));
  if (!edits.length) return store.hint("They stand so already");
  store.push({ op: "batch", title, edits });
  store.announce(done);
}
