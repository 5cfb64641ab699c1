import type { Component, Design, Property, Scalar, Stated, Vocabulary, Zone } from "../types";

/** Where the value of a property comes from; the first that has one wins. */
export type Origin = "stated" | "technology" | "zone" | "default" | "missing";
export type Inherited = { origin: Origin; value?: Stated; from?: string };

/** What members of a zone take from it where they state none themselves. */
const FROM_ZONE = new Set(["team", "external"]);

/** The value of a component's property and its origin. */
export function inherited(component: Component, property: Property, design: Design, vocabulary: Vocabulary): Inherited {
  const stated = component[property.name];
  if (stated !== undefined) return { origin: "stated", value: stated };
  return withoutStated(component, property, design, vocabulary);
}

/** What the property is where the component does not state it. */
export function withoutStated(
  component: Pick<Component, "technology" | "zone">,
  property: Property,
  design: Pick<Design, "zones">,
  vocabulary: Pick<Vocabulary, "technologies">,
): Inherited {
  return (
    fromTechnology(technologiesOf(component), property.name, vocabulary) ??
    (FROM_ZONE.has(property.name) ? fromZone(component.zone, property.name, design.zones) : undefined) ??
    assumed(property)
  );
}

/** The default of the kind, or missing: for flows, zones and the brief, which inherit nothing. */
export function assumed(property: Property): Inherited {
  return property.assumed === undefined ? { origin: "missing" } : { origin: "default", value: property.assumed };
}

export function technologiesOf(component: Pick<Component, "technology">): string[] {
  const stated = component.technology;
  return stated === undefined ? [] : Array.isArray(stated) ? stated : [stated];
}

function fromTechnology(ids: string[], name: string, vocabulary: Pick<Vocabulary, "technologies">): Inherited | undefined {
  for (const id of ids) {
    const technology = vocabulary.technologies.find((one) => one.id === id);
    const value = technology?.sets[name];
    if (technology && value !== undefined) return { origin: "technology", value, from: technology.name };
  }
  return undefined;
}

function fromZone(id: string | undefined, name: string, zones: Zone[]): Inherited | undefined {
  const zone = zones.find((one) => one.id === id);
  if (!zone) return undefined;
  const value = zone[name as "team" | "external"] as Scalar | undefined;
  if (value !== undefined) return { origin: "zone", value, from: zone.name ?? zone.id };
  return zone.parent === zone.id ? undefined : fromZone(zone.parent, name, zones);
}
