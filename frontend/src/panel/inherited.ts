import type { Component, Design, Property, Stated, Vocabulary, Zone } from "../types";
import { findTechnology } from "./technologies";

/** Where the value of a property comes from; the first that has one wins. */
export type Origin = "stated" | "technology" | "zone" | "default" | "missing";
type Words = Pick<Vocabulary, "technologies" | "kinds" | "common">;
export type Inherited = { origin: Origin; value?: Stated; from?: string };

/** What members of a zone take from it where they state none themselves. */
const FROM_ZONE = new Set(["team", "external"]);

/** Properties that are like another one of the same component where nothing else is known. */
const FOLLOWS: Record<string, string> = { team: "owner", max_replicas: "replicas" };

/** The value of a component's property and its origin. */
export function inherited(component: Component, property: Property, design: Pick<Design, "zones">, vocabulary: Words): Inherited {
  const stated = component[property.name];
  if (stated !== undefined) return { origin: "stated", value: stated };
  return withoutStated(component, property, design, vocabulary);
}

/** What the property is where the component does not state it. */
export function withoutStated(
  component: Component,
  property: Property,
  design: Pick<Design, "zones">,
  vocabulary: Words,
): Inherited {
  return (
    fromTechnology(technologiesOf(component), property, vocabulary) ??
    (FROM_ZONE.has(property.name) ? fromZone(component.zone, property.name, design.zones) : undefined) ??
    fromOther(component, property.name, design, vocabulary) ??
    assumed(property)
  );
}

function fromOther(
  component: Component,
  name: string,
  design: Pick<Design, "zones">,
  vocabulary: Words,
): Inherited | undefined {
  const own = vocabulary.kinds.find((one) => one.kind === component.kind)?.properties ?? [];
  const other = [...own, ...vocabulary.common].find((one) => one.name === FOLLOWS[name]);
  const found = other && inherited(component, other, design, vocabulary);
  return found?.value === undefined ? undefined : { origin: "default", value: found.value };
}

/** The default of the kind, or missing: for flows, zones and the brief, which inherit nothing. */
export function assumed(property: Property): Inherited {
  return property.assumed === undefined ? { origin: "missing" } : { origin: "default", value: property.assumed };
}

export function technologiesOf(component: Pick<Component, "technology">): string[] {
  const stated = component.technology;
  return stated === undefined ? [] : Array.isArray(stated) ? stated : [stated];
}

/** A technology can be several kinds: of what it sets only that counts which this kind's property can be. */
function fromTechnology(ids: string[], property: Property, vocabulary: Words): Inherited | undefined {
  for (const id of ids) {
    const technology = findTechnology(id, vocabulary.technologies);
    const value = technology?.sets[property.name];
    if (technology && value !== undefined && canBe(property, value)) return { origin: "technology", value, from: technology.name };
  }
  return undefined;
}

function canBe({ type, choices }: Property, value: Stated): boolean {
  if (type === "bool") return typeof value === "boolean";
  if (type === "integer" || type === "number" || type === "percent") return typeof value === "number";
  return !choices || [value].flat().every((one) => choices.includes(String(one)));
}

function fromZone(id: string | undefined, name: string, zones: Zone[]): Inherited | undefined {
  const zone = zones.find((one) => one.id === id);
  const parent = zone && zones.find((one) => one.id === zone.parent);
  for (const one of [zone, parent]) {
    const value = one?.[name as "team" | "external"];
    if (one && value !== undefined) return { origin: "zone", value, from: one.name ?? one.id };
  }
  return undefined;
}
