import type { Design, Edit } from "../types";
import { usePanel } from "./context";
import { PlainSelect } from "./fields/Plain";
import { zoneLabel } from "./edits";
import { count } from "./format";

/** What takes several selected elements away: zones have an edit of their own. */
export function deletionOf(ids: string[], design: Pick<Design, "zones">): Edit {
  const zones = ids.filter((id) => design.zones.some((one) => one.id === id));
  const others = ids.filter((id) => !zones.includes(id));
  const edits: Edit[] = zones.map((id) => ({ op: "delete_zone", id }));
  if (others.length > 0) edits.unshift({ op: "delete", ids: others });
  return edits.length === 1 ? edits[0]! : { op: "batch", edits, title: `Delete ${ids.length} elements` };
}

/** What can be done to several elements at once. */
export function ManyForm({ ids }: { ids: string[] }) {
  const { store } = usePanel();
  const { design } = store;
  const boxes = design.components.filter((one) => ids.includes(one.id));
  const zones = new Set(boxes.map((one) => one.zone ?? ""));
  return (
    <>
      <p className="sp-title">{parts(ids, design)} selected</p>
      {boxes.length > 0 && (
        <PlainSelect
          label="Zone of all"
          name="zone"
          value={zones.size === 1 ? [...zones][0]! : "several"}
          onPick={(zone) => store.push({ op: "assign_zone", ids: boxes.map((one) => one.id), zone: zone === "" ? null : zone })}
        >
          {zones.size > 1 && (
            <option value="several" disabled>
              several zones
            </option>
          )}
          <option value="">no zone</option>
          {design.zones.map((zone) => (
            <option key={zone.id} value={zone.id}>
              {zoneLabel(zone)}
            </option>
          ))}
        </PlainSelect>
      )}
      <div className="sp-buttons">
        {boxes.length > 0 && (
          <button type="button" className="sp-button" onClick={() => store.push({ op: "arrange", ids: boxes.map((one) => one.id) })}>
            Arrange
          </button>
        )}
        <button type="button" className="sp-button" onClick={() => store.push(deletionOf(ids, design))}>
          Delete
        </button>
      </div>
    </>
  );
}

function parts(ids: string[], { components, flows, zones, notes }: Design): string {
  const held = (list: { id: string }[]) => list.filter((one) => ids.includes(one.id)).length;
  const counts: [number, string, string][] = [
    [held(components), "box", "boxes"],
    [held(flows), "flow", "flows"],
    [held(zones), "zone", "zones"],
    [held(notes), "note", "notes"],
  ];
  return counts.filter(([n]) => n > 0).map((one) => count(...one)).join(", ");
}
