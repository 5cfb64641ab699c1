// Where in the text an element stands. Python says on which line it begins; it ends where the indent falls back.
export type Lines = Record<string, number>;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The last line, from 1, of the item that begins on line `first`. */
export function lastLine(lines: string[], first: number): number {
  const indent = indentOf(lines[first - 1] ?? "");
  let last = first;
  for (let at = first + 1; at <= lines.length; at++) {
    const line = lines[at - 1]!;
    if (!line.trim() || line.trimStart().startsWith("#")) continue; // belongs to whoever follows
    if (indentOf(line) <= indent) break;
    last = at;
  }
  return last;
}

/** The element whose lines hold this one. */
export function elementAt(lines: string[], places: Lines, line: number): string | undefined {
  let found: [string, number] | undefined;
  for (const [id, first] of Object.entries(places)) if (first <= line && (!found || first > found[1])) found = [id, first];
  return found && line <= lastLine(lines, found[1]) ? found[0] : undefined;
}
