import { useEffect, useRef } from "react";
import { COMMANDS } from "../commands";
import { GROUPS, keysShown, type Command } from "../commands/command";
import { useScene } from "../context";

const KEYS = GROUPS.map((group) => ({ group, commands: COMMANDS.filter((c) => c.group === group && keysShown(c)) }));
const meaning = ({ words, more }: Command): string => (more ? `${words} (${more})` : words);

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
          {KEYS.map(({ group, commands }) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {commands.map((command) => (
                  <div key={command.id}>
                    <dt>
                      <kbd>{keysShown(command)}</kbd>
                    </dt>
                    <dd>{meaning(command)}</dd>
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
