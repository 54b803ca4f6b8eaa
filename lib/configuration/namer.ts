import type { Rows } from "./load-rows";
import type { Reference } from "./reference";

/** What a row is called in a file. */
export interface Namer {
  team(id: string): Reference;
  rank(id: string): Reference;
  filter(id: string): Reference;
  mailTemplate(id: string): string;
  groupKey(id: string): string;
  macroKey(id: string): string;
  /** `users`, or `feedback:` and the key of a type. */
  recordsOf(feedbackTypeId: string | null): string;
  /** Of a saved filter or view, from its `source`. */
  sourceOf(source: string): string;
}

/** `filterNames` are the names under which the project's filters stand in the file. */
export function namerOf(rows: Rows, filterNames: ReadonlyMap<string, string>): Namer {
  const typeKeys = new Map(rows.types.map(({ id, key }) => [id, key]));
  const recordsOf = (typeId: string | null) => (typeId === null ? "users" : `feedback:${get(typeKeys, typeId)}`);
  const named = (list: readonly { id: string; projectId: string | null; name: string }[]) => {
    const byId = new Map(list.map((row) => [row.id, row]));
    return (id: string): Reference => {
      const row = get(byId, id);
      return row.projectId === null ? { community: row.name } : (filterNames.get(id) ?? row.name);
    };
  };
  const groupKeys = new Map(rows.groups.map(({ id, key }) => [id, key]));
  const mailTemplates = new Map(rows.mailTemplates.map(({ id, name }) => [id, name]));
  const macroKeys = new Map(rows.macros.map(({ id, key }) => [id, key]));
  return {
    team: named(rows.teams),
    rank: named(rows.ranks),
    filter: named(rows.filters),
    mailTemplate: (id) => get(mailTemplates, id),
    groupKey: (id) => get(groupKeys, id),
    macroKey: (id) => get(macroKeys, id),
    recordsOf,
    sourceOf: (source) => recordsOf(source === "users" ? null : source.slice("feedback:".length)),
  };
}

// The database keeps what is named from going away while it is named, save in the JSON of an action.
function get<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id);
  if (value === undefined) throw new Missing(id);
  return value;
}

/** Something that is named is gone; whoever reads an object with it says which object. */
export class Missing extends Error {
  override name = "Missing";
}

/** A name for each row that no earlier one has: the second of a name gets “(2)”. */
export function distinctNames(rows: readonly { id: string; of: string; name: string }[]): Map<string, string> {
  const taken = new Set(rows.map(({ of, name }) => `${of}/${name}`));
  const used = new Set<string>();
  const names = new Map<string, string>();
  for (const { id, of, name } of rows) {
    let free = name;
    for (let n = 2; used.has(`${of}/${free}`) || (n > 2 && taken.has(`${of}/${free}`)); n++)
      free = `${name.slice(0, 90)} (${n})`;
    used.add(`${of}/${free}`);
    names.set(id, free);
  }
  return names;
}
