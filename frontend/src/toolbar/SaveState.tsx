import { useSelected } from "../useStore";

const WORDS = {
  saved: "Saved",
  saving: "Saving…",
  offline: "Offline, will send",
  unsaved: "Not saved",
} as const;

/** Whether everything drawn has reached Python and the store. */
export function SaveState() {
  const state = useSelected((s): keyof typeof WORDS => {
    const { pending, offline } = s.status();
    if (offline) return "offline";
    if (pending) return "saving";
    return s.data?.saved === false ? "unsaved" : "saved";
  });
  return (
    <span className="sk-save" data-state={state} role="status">
      {WORDS[state]}
    </span>
  );
}
