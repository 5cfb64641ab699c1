/** `next` with every part that equals the old one taken from `old`: what has not changed keeps its identity.
 *  Lists of things with an id are compared id by id, so that one more at the front does not change the rest. */
export function shared<T>(old: T, next: T): T {
  if (Object.is(old, next) || !isTree(old) || !isTree(next) || Array.isArray(old) !== Array.isArray(next)) return next;
  return (Array.isArray(next) ? sharedList(old as unknown[], next) : sharedRecord(old, next)) as T;
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;
const idOf = (value: unknown): unknown => (isTree(value) ? value.id : undefined);

function sharedList(old: unknown[], next: unknown[]): unknown[] {
  const byId = new Map(old.map((element) => [idOf(element), element]));
  const list = next.map((element, i) => shared(idOf(element) === undefined ? old[i] : byId.get(idOf(element)), element));
  return list.length === old.length && list.every((element, i) => element === old[i]) ? old : list;
}

function sharedRecord(old: Tree, next: Tree): Tree {
  const keys = Object.keys(next);
  const record = Object.fromEntries(keys.map((key) => [key, shared(old[key], next[key])]));
  const same = keys.length === Object.keys(old).length && keys.every((key) => key in old && record[key] === old[key]);
  return same ? old : record;
}
