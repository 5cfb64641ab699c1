import { useMemo } from "react";
import type { Component, Property, Stated } from "../types";
import { kindOf, vocabulary } from "../vocabulary";
import { usePanel } from "./context";
import { TechnologyField } from "./fields/TechnologyField";
import { PlainInput, PlainSelect } from "./fields/Plain";
import { formOf, kindsByStage } from "./forms";
import { withoutStated } from "./inherited";
import { MoreProperties, PropertyList } from "./PropertyList";
import { setOrUnset, zoneLabel } from "./edits";
import { idProblem } from "./validate";

/** The form of one box: what every box has, then the properties of its kind. */
export function ComponentForm({ component }: { component: Component }) {
  const { store } = usePanel();
  const { design } = store;
  const { main, more } = useMemo(() => formOf(component.kind), [component.kind]);
  const state = (property: string, value: Stated | undefined) => setOrUnset(store, component.id, property, value);
  const list = {
    element: component,
    inherited: (property: Property) => withoutStated(component, property, design, vocabulary),
    onStated: state,
  };
  return (
    <>
      <PlainInput
        label="Name"
        name="name"
        value={component.name ?? ""}
        onSend={(text) => {
          state("name", text === "" ? undefined : text);
          return "";
        }}
      />
      <Kind component={component} />
      <PlainInput label="Id" name="id" isCode value={component.id} onSend={(text) => rename(text)} />
      <Zone component={component} />
      <TechnologyField component={component} onChange={(ids) => state("technology", technologies(ids))} />
      <PropertyList properties={main} {...list} />
      <MoreProperties properties={more} {...list} />
    </>
  );

  function rename(to: string): string {
    const problem = idProblem(to, component.id, design);
    if (problem === "" && to !== component.id) store.push({ op: "rename_id", id: component.id, to });
    return problem;
  }
}

/** One technology is stated as text, several as a list, as people write them. */
const technologies = (ids: string[]): Stated | undefined => (ids.length > 1 ? ids : ids[0]);

function Kind({ component }: { component: Component }) {
  const { store } = usePanel();
  return (
    <PlainSelect
      label="Kind"
      name="kind"
      value={component.kind}
      help={kindOf(component.kind)?.meaning}
      onPick={(kind) => store.push({ op: "set_kind", id: component.id, kind })}
    >
      {kindOf(component.kind) === undefined && <option value={component.kind}>{component.kind}</option>}
      {kindsByStage.map((stage) => (
        <optgroup key={stage.id} label={stage.label}>
          {stage.kinds.map((one) => (
            <option key={one.kind} value={one.kind} title={one.meaning}>
              {one.label}
            </option>
          ))}
        </optgroup>
      ))}
    </PlainSelect>
  );
}

function Zone({ component }: { component: Component }) {
  const { store } = usePanel();
  return (
    <PlainSelect
      label="Zone"
      name="zone"
      value={component.zone ?? ""}
      onPick={(zone) => store.push({ op: "assign_zone", ids: [component.id], zone: zone === "" ? null : zone })}
    >
      <option value="">no zone</option>
      {store.design.zones.map((zone) => (
        <option key={zone.id} value={zone.id}>
          {zoneLabel(zone)}
        </option>
      ))}
    </PlainSelect>
  );
}
