import type { FieldInfo } from "./field";

/** The fields of one source, ordered as pickers show them. */
export interface FieldCatalog<F extends FieldInfo = FieldInfo> {
  readonly list: readonly F[];
  readonly byPath: ReadonlyMap<string, F>;
  find: (path: string) => F | null;
  paths: () => string[];
  dataSets: () => DataSet<F>[];
  /** Fields whose label, data set or path has every word of the text; those whose label begins with it first. */
  search: (text: string) => F[];
}

export interface DataSet<F extends FieldInfo = FieldInfo> {
  key: string;
  label: string;
  fields: F[];
}

/** Fields of the same path: the first counts. */
export function fieldCatalog<F extends FieldInfo>(fields: readonly F[]): FieldCatalog<F> {
  const byPath = new Map<string, F>();
  for (const field of fields) if (!byPath.has(field.path)) byPath.set(field.path, field);
  const list = [...byPath.values()];
  return {
    list,
    byPath,
    find: (path) => byPath.get(path) ?? null,
    paths: () => [...byPath.keys()],
    dataSets: () => dataSetsOf(list),
    search: (text) => searchIn(list, text),
  };
}

function dataSetsOf<F extends FieldInfo>(list: readonly F[]): DataSet<F>[] {
  const sets = new Map<string, DataSet<F>>();
  for (const field of list) {
    const { key, label } = field.dataSet;
    const set = sets.get(key) ?? { key, label, fields: [] };
    set.fields.push(field);
    sets.set(key, set);
  }
  return [...sets.values()];
}

function searchIn<F extends FieldInfo>(list: readonly F[], text: string): F[] {
  const asked = fold(text.trim());
  if (asked === "") return [...list];
  const words = asked.split(/\s+/);
  const found = list.filter((field) => {
    const told = fold(`${field.label} ${field.dataSet.label} ${field.path}`);
    return words.every((word) => told.includes(word));
  });
  const begins = (field: F) => (fold(field.label).startsWith(asked) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b));
}

function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
