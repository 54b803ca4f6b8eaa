import type { FieldInfo, FieldValues } from "@/lib/fields/field";

/** The tags that exist for one kind of record. `find` may know more than `paths` lists, such as `change.<field>.old`. */
export interface TagCatalog {
  find(path: string): FieldInfo | undefined;
  paths(): Iterable<string>;
}

export function tagCatalog(fields: Iterable<FieldInfo>): TagCatalog {
  const byPath = new Map<string, FieldInfo>();
  for (const field of fields) byPath.set(field.path, field);
  return { find: (path) => byPath.get(path), paths: () => byPath.keys() };
}

/** Values as people read them: an option's label where a field stores the option's value. For tags in texts meant for people. */
export function labelledValues(values: FieldValues, catalog: TagCatalog): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => {
      const options = catalog.find(path)?.options;
      if (!options) return [path, value];
      const label = (stored: string) => options.find((option) => option.value === stored)?.label ?? stored;
      if (typeof value === "string") return [path, label(value)];
      return [path, Array.isArray(value) ? (value as readonly string[]).map(label) : value];
    }),
  );
}
