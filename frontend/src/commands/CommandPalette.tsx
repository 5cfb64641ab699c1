import { fit } from "../quickadd/search";
import { Picker } from "../quickadd/Picker";
import { COMMANDS } from ".";
import { keysShown, perform, possible, wordsOf, type Command } from "./command";
import { usePlace } from "./usePlace";

const LISTED = COMMANDS.filter((c) => !c.keyOnly);

/** Every command by a few letters of its name, with its key; what cannot be done now stands last and says why. */
export function CommandPalette() {
  const at = usePlace();
  const { open } = at.scene;
  const whyNot = (command: Command): string => {
    const can = possible(command, at);
    return can === true ? "" : can || "Select something first";
  };
  const find = (letters: string): Command[] => {
    const score = (c: Command): number => fitOf(letters, wordsOf(c, at), c) / (whyNot(c) ? 2 : 1);
    return LISTED.filter((c) => score(c) > 0).sort((a, b) => score(b) - score(a));
  };
  const pick = (command: Command): void => {
    open(null);
    if (!perform(command, { ...at, scene: { ...at.scene, sheet: null } })) at.store.hint(whyNot(command));
  };
  return (
    <Picker
      title="All commands"
      placeholder="undo, zoom, zone …"
      none="No command is called that."
      find={find}
      keyOf={(c) => c.id}
      pick={pick}
      close={() => open(null)}
      row={(command) => (
        <span className="sk-command" data-off={!!whyNot(command) || undefined}>
          <span className="sk-choice-label">{wordsOf(command, at)}</span>
          {whyNot(command) && <span className="sk-choice-hint">{whyNot(command)}</span>}
          {keysShown(command) && <kbd>{keysShown(command)}</kbd>}
        </span>
      )}
    />
  );
}

/** By what it is called now, by what it is called, and by what the help sheet says of it. */
const fitOf = (letters: string, now: string, { words, more = "", group }: Command): number =>
  Math.max(fit(letters, now), fit(letters, words), fit(letters, more) * 0.6, fit(letters, group) * 0.5);
