import { useEffect, useRef } from "react";
import { rename } from "../actions";
import { useCanvasStore } from "../useStore";

type Props = { id: string; value: string; label: string; lines?: number };

/** Typing a name in its place: Enter or leaving keeps it, Escape gives it up. */
export function NameField({ id, value, label, lines = 1 }: Props) {
  const store = useCanvasStore();
  const field = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const settled = useRef(false);

  useEffect(() => {
    const input = field.current;
    input?.focus({ preventScroll: true });
    input?.select();
    store.beginGesture(); // the design stays still while someone types in it
    return () => store.endGesture();
  }, [store]);

  const settle = (keep: boolean): void => {
    if (settled.current) return;
    settled.current = true;
    const words = field.current?.value ?? value;
    const root = field.current?.closest<HTMLElement>(".react-flow__node, .sk");
    store.requestRename(null);
    if (keep) rename(store, id, words);
    root?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    const newLine = lines > 1 && event.shiftKey;
    if (event.key === "Enter" && !newLine && !event.nativeEvent.isComposing) settle(true);
    if (event.key === "Escape") settle(false);
  };
  const common = { ref: field, className: "sk-name-field nodrag nopan nowheel", defaultValue: value, "aria-label": label, onKeyDown, onBlur: () => settle(true) };
  return lines > 1 ? <textarea {...common} rows={lines} maxLength={2000} /> : <input {...common} maxLength={200} spellCheck={false} />;
}
