import type { Flow, Stated } from "../types";
import { flowKindOf } from "../vocabulary";
import { usePanel } from "./context";
import { PlainSelect } from "./fields/Plain";
import { flowKindsFor } from "./forms";
import { setOrUnset } from "./edits";
import { assumed } from "./inherited";
import { namesOf } from "./names";
import { MoreProperties, PropertyList } from "./PropertyList";

/** The form of one flow. */
export function FlowForm({ flow }: { flow: Flow }) {
  const { store } = usePanel();
  const properties = flowKindOf(flow.kind)?.properties ?? [];
  const list = {
    element: flow,
    inherited: assumed,
    onStated: (property: string, value: Stated | undefined) => setOrUnset(store, flow.id, property, value),
  };
  return (
    <>
      <End flow={flow} end="from" label="From" />
      <End flow={flow} end="to" label="To" />
      <div className="sp-buttons">
        <button type="button" className="sp-button" onClick={() => store.push({ op: "reconnect", id: flow.id, from: flow.to, to: flow.from })}>
          Reverse direction
        </button>
      </div>
      <Kind flow={flow} />
      <PropertyList properties={properties.filter((one) => !one.rare)} {...list} />
      <MoreProperties properties={properties.filter((one) => one.rare)} {...list} />
    </>
  );
}

function End({ flow, end, label }: { flow: Flow; end: "from" | "to"; label: string }) {
  const { store } = usePanel();
  const names = namesOf(store.design);
  return (
    <PlainSelect label={label} name={end} value={flow[end]} onPick={(id) => store.push({ op: "reconnect", id: flow.id, [end]: id })}>
      {store.design.components.map((one) => (
        <option key={one.id} value={one.id}>
          {names(one.id)}
        </option>
      ))}
    </PlainSelect>
  );
}

function Kind({ flow }: { flow: Flow }) {
  const { store } = usePanel();
  const kindAt = (id: string) => store.design.components.find((one) => one.id === id)?.kind ?? "other";
  const { usual, unusual } = flowKindsFor(kindAt(flow.from), kindAt(flow.to));
  const groups: [string, typeof usual][] = [["Usual between these two", usual], ["Unusual here", unusual]];
  return (
    <PlainSelect
      label="Kind"
      name="kind"
      value={flow.kind}
      help={flowKindOf(flow.kind)?.meaning}
      onPick={(kind) => store.push({ op: "set_kind", id: flow.id, kind })}
    >
      {flowKindOf(flow.kind) === undefined && <option value={flow.kind}>{flow.kind}</option>}
      {groups
        .filter(([, kinds]) => kinds.length > 0)
        .map(([label, kinds]) => (
          <optgroup key={label} label={label}>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind} title={one.meaning}>
                {one.label}
              </option>
            ))}
          </optgroup>
        ))}
    </PlainSelect>
  );
}
