import { useState } from "react";
import { useScene } from "../context";
import { useCanvasStore, useSelected } from "../useStore";

const NAMELESS = "Untitled design";

/** What the design is called, to be changed in its place. */
export function DesignName() {
  const store = useCanvasStore();
  const name = useSelected((s) => s.design.name);
  const { root } = useScene();
  const [typing, setTyping] = useState(false);
  const settle = (words: string): void => {
    setTyping(false);
    root.current?.focus({ preventScroll: true });
    const wanted = words.trim();
    if (wanted && wanted !== name) store.push({ op: "set", id: "design", values: { name: wanted } });
  };
  if (!typing) {
    return (
      <div className="sk-title">
        <button className="sk-tool" title={`${name || NAMELESS} (rename)`} aria-label={`Name of the design: ${name || NAMELESS}`} onClick={() => setTyping(true)}>
          <span className={name ? undefined : "is-none"}>{name || NAMELESS}</span>
        </button>
      </div>
    );
  }
  return (
    <div className="sk-title">
      <input
        autoFocus
        aria-label="Name of the design"
        defaultValue={name}
        placeholder={NAMELESS}
        maxLength={200}
        onFocus={(event) => event.target.select()}
        onBlur={(event) => settle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) settle(event.currentTarget.value);
          if (event.key === "Escape") settle(name);
        }}
      />
    </div>
  );
}
