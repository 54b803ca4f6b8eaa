import type { FieldInfo } from "@/lib/fields/field";

export interface ItemGroup {
  key: string;
  label: string;
  items: FieldInfo[];
}

/** Items under their data sets, both in the order in which they come: two that have one name are told apart by what they stand under. */
export function itemGroups(items: readonly FieldInfo[]): ItemGroup[] {
  const groups = new Map<string, ItemGroup>();
  for (const item of items) {
    const { key, label } = item.dataSet;
    const group = groups.get(key) ?? { key, label, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}
