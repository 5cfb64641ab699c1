// How many slips of the finger lie between two words.

/** So many letters may be wrong: a short word would else be any other. */
const allowed = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** Slips between a word and a known one, or as much of that as has been typed; null where it is another word. The first
 * letter is hardly ever missed. */
export function slips(word: string, known: string): number | null {
  if (word[0] !== known[0]) return null;
  const least = Math.min(distance(word, known), word.length > 4 ? distance(word, known.slice(0, word.length)) : Infinity);
  return least <= allowed(word) ? least : null;
}

/** Letters to change, add, leave out or swap with their neighbour (optimal string alignment). */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = Number(a[i - 1] !== b[j - 1]);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same, swapped ? rows[i - 2][j - 2] + 1 : Infinity);
    }
  }
  return rows[a.length][b.length];
}
