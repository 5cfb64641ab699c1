// Every command, declared once. To add one, put it into the array of its group.
import { ARRANGE } from "./arrange";
import type { Command } from "./command";
import { DRAW } from "./draw";
import { EDIT } from "./edit";
import { LOOK } from "./look";
import { MOVE } from "./move";
import { READ } from "./read";

export const COMMANDS: Command[] = [...DRAW, ...EDIT, ...MOVE, ...ARRANGE, ...LOOK, ...READ];

export function commandOf(id: string): Command {
  const command = COMMANDS.find((c) => c.id === id);
  if (!command) throw new Error(`there is no command ${id}`);
  return command;
}
