import { useEffect, useRef } from "react";
import { useScene } from "../context";

const KEYS: [string, [string, string][]][] = [
  [
    "Draw",
    [
      ["/", "add a box; with one selected, after it"],
      ["c", "connect the selected box to another"],
      ["F2, double-click", "rename; label of an arrow"],
      ["k", "change the kind of the selected arrow"],
      ["z", "zone (around the selected boxes)"],
      ["t", "note"],
      ["Delete", "delete what is selected"],
      ["Ctrl D", "duplicate"],
    ],
  ],
  [
    "Move",
    [
      ["← ↑ → ↓", "nudge by 8; with Shift by 32"],
      ["l", "arrange all, or the selected boxes"],
      ["Shift drag", "select with a frame"],
      ["Ctrl A", "select all"],
      ["o", "next arrow of the selected box"],
      ["Tab, Enter", "next box, select it"],
    ],
  ],
  [
    "Look",
    [
      ["f", "zoom to fit"],
      ["+  −", "zoom in and out"],
      ["n  p", "next and previous finding"],
      ["y", "the design as text, with the cursor in it; Esc leaves it"],
      ["F6", "to the next part of the window"],
      ["Esc", "clear, close, cancel"],
      ["?", "this page"],
    ],
  ],
  [
    "History",
    [
      ["Ctrl Z", "undo"],
      ["Ctrl Shift Z, Ctrl Y", "redo"],
    ],
  ],
];

export function Help() {
  const { open } = useScene();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div className="sk-veil" onPointerDown={() => open(null)}>
      <div className="sk-help" role="dialog" aria-label="Keys and help" onPointerDown={(event) => event.stopPropagation()}>
        <header>
          <h2>Keys</h2>
          <button ref={close} className="sk-tool" aria-label="Close" title="Close (Esc)" onClick={() => open(null)}>×</button>
        </header>
        <div className="sk-help-groups">
          {KEYS.map(([title, keys]) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {keys.map(([key, meaning]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <p>Pull from the dot at a box's side to another box to connect them; into the empty canvas to add the next box there. On a Mac, Ctrl is ⌘.</p>
      </div>
    </div>
  );
}
