import type { Note } from "../types";
import { usePanel } from "./context";
import { PlainInput, PlainSelect } from "./fields/Plain";
import { namesOf } from "./names";

export function NoteForm({ note }: { note: Note }) {
  const { store } = usePanel();
  const names = namesOf(store.design);
  const set = (property: "text" | "about", value: string | null) => {
    if (store.design.notes.some((one) => one.id === note.id)) store.push({ op: "set_note", id: note.id, values: { [property]: value } });
  };
  return (
    <>
      <PlainInput
        label="Text"
        name="text"
        isLong
        value={note.text}
        onSend={(text) => {
          if (text === "") return "A note needs text. Delete it on the canvas if it is not wanted.";
          set("text", text);
          return "";
        }}
      />
      <PlainSelect label="About" name="about" value={note.about ?? ""} onPick={(id) => set("about", id === "" ? null : id)}>
        <option value="">nothing in particular</option>
        {[...store.design.components, ...store.design.zones].map((one) => (
          <option key={one.id} value={one.id}>
            {names(one.id)}
          </option>
        ))}
        {note.about !== undefined && store.design.flows.some((one) => one.id === note.about) && (
          <option value={note.about}>{names(note.about)}</option>
        )}
      </PlainSelect>
      <div className="sp-buttons">
        <button type="button" className="sp-button" onClick={() => store.push({ op: "delete_note", id: note.id })}>
          Delete note
        </button>
      </div>
    </>
  );
}
