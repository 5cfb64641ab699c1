import { type ReactNode, useRef } from "react";
import type { CanvasStore } from "../store";
import { flowLabel, kindLabel } from "../vocabulary";
import { CompactFindings } from "./CompactFindings";
import { ComponentForm } from "./ComponentForm";
import { FormAnchor, usePanel } from "./context";
import { setOrUnset } from "./edits";
import { PlainInput } from "./fields/Plain";
import { FlowForm } from "./FlowForm";
import { ManyForm } from "./ManyForm";
import { namesOf } from "./names";
import { NoteForm } from "./NoteForm";
import { ZoneForm } from "./ZoneForm";

/** The form of what is selected on the canvas. */
export function SelectedTab() {
  const { store } = usePanel();
  const [first, ...others] = store.selection;
  const anchor = first ?? "design";
  const key = useFormKey(store, anchor);
  if (others.length > 0) return <ManyForm ids={store.selection} />;
  const form = formOf(store, anchor);
  return (
    <FormAnchor value={anchor}>
      <p className="sp-title">
        {form.title} {form.kind && <span className="sp-quiet-text">{form.kind}</span>}
      </p>
      <CompactFindings findings={store.findingsAt(anchor)} />
      <div key={key} className="sp-form">
        {form.form}
      </div>
    </FormAnchor>
  );
}

type Form = { title: string; kind?: string; form: ReactNode };

function formOf({ design }: CanvasStore, id: string): Form {
  const title = namesOf(design)(id);
  const component = design.components.find((one) => one.id === id);
  if (component) return { title: component.name ?? id, kind: kindLabel(component.kind), form: <ComponentForm component={component} /> };
  const flow = design.flows.find((one) => one.id === id);
  if (flow) return { title: flowLabel(flow.kind), kind: "flow", form: <FlowForm flow={flow} /> };
  const zone = design.zones.find((one) => one.id === id);
  if (zone) return { title, kind: "zone", form: <ZoneForm zone={zone} /> };
  const note = design.notes.find((one) => one.id === id);
  if (note) return { title: "Note", form: <NoteForm note={note} /> };
  return { title: "The design", form: <DesignForm /> };
}

function DesignForm() {
  const { store } = usePanel();
  return (
    <>
      <p className="sp-quiet-text">Select a box, a flow, a zone or a note on the canvas to edit it here.</p>
      <PlainInput
        label="Name"
        name="name"
        value={store.design.name}
        onSend={(name) => {
          if (name === "") return "A design needs a name.";
          setOrUnset(store, "design", "name", name);
          return "";
        }}
      />
    </>
  );
}

/** A form is new for each element, but not when its element gets another id: the cursor would be lost.
 *
 * The store follows a renamed element at once, so one id that replaces a single other one without the old
 * being there any longer is the same element. */
function useFormKey(store: CanvasStore, id: string): string {
  const last = useRef({ id, key: id });
  if (last.current.id !== id) {
    const isRenamed = !exists(store, last.current.id) && last.current.id !== "design" && id !== "design";
    last.current = { id, key: isRenamed ? last.current.key : `${id} ${store.getVersion()}` };
  }
  return last.current.key;
}

const exists = ({ design: { components, flows, zones, notes } }: CanvasStore, id: string): boolean =>
  [components, flows, zones, notes].some((list) => list.some((one) => one.id === id));
