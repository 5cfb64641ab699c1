import type { Design, Scalar, Stated, Zone } from "../types";
import { vocabulary } from "../vocabulary";
import { usePanel } from "./context";
import { PlainInput, PlainSelect } from "./fields/Plain";
import { zoneLabel } from "./edits";
import { assumed } from "./inherited";
import { count } from "./format";
import { PropertyList } from "./PropertyList";
import { idProblem } from "./validate";

const HEAD = new Set(["id", "parent"]);
const PROPERTIES = vocabulary.zone.filter((one) => !HEAD.has(one.name));

/** Zones that may hold this one: zones nest one level deep. */
export function possibleParents(zone: Zone, { zones }: Pick<Design, "zones">): Zone[] {
  const hasChildren = zones.some((one) => one.parent === zone.id);
  return hasChildren ? [] : zones.filter((one) => one.id !== zone.id && one.parent === undefined);
}

export function ZoneForm({ zone }: { zone: Zone }) {
  const { store } = usePanel();
  const { design } = store;
  const members = design.components.filter((one) => one.zone === zone.id).length;
  const set = (property: string, value: Stated | undefined | null) => {
    if (store.design.zones.some((one) => one.id === zone.id)) {
      store.push({ op: "set_zone", id: zone.id, values: { [property]: (value ?? null) as Scalar | null } });
    }
  };
  return (
    <>
      <PropertyList properties={PROPERTIES} element={zone} inherited={assumed} onStated={set} />
      <PlainSelect label="Inside" name="parent" value={zone.parent ?? ""} onPick={(id) => set("parent", id === "" ? null : id)}>
        <option value="">no other zone</option>
        {possibleParents(zone, design).map((one) => (
          <option key={one.id} value={one.id}>
            {zoneLabel(one)}
          </option>
        ))}
      </PlainSelect>
      <PlainInput label="Id" name="id" isCode value={zone.id} onSend={rename} />
      <p className="sp-quiet-text">{count(members, "box", "boxes")} inside. They stay when the zone is deleted.</p>
      <div className="sp-buttons">
        <button type="button" className="sp-button" onClick={() => store.push({ op: "delete_zone", id: zone.id })}>
          Delete zone
        </button>
      </div>
    </>
  );

  function rename(to: string): string {
    const problem = idProblem(to, zone.id, design);
    if (problem === "" && to !== zone.id) store.push({ op: "rename_id", id: zone.id, to });
    return problem;
  }
}
