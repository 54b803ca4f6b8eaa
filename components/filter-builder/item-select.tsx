"use client";

import { Select } from "@mantine/core";
import type { ComboboxParsedItem, OptionsFilter } from "@mantine/core";
import type { FieldCatalog } from "@/lib/fields/catalog";
import { fieldTitle } from "@/lib/fields/format";
import { useListPlace } from "./builder-context";

interface ItemSelectProps {
  fields: FieldCatalog;
  /** Only the items of this data set; null for all. */
  dataSet: string | null;
  value: string | null;
  onChange: (path: string | null) => void;
  /** Seen above the select; `hidden` is only heard. */
  label: string | { hidden: string };
}

/** The Item of a criterion: grouped by data set, found by typing any part of its name, its data set or its path. */
export function ItemSelect({ fields, dataSet, value, onChange, label }: ItemSelectProps) {
  const place = useListPlace();
  const sets = fields.dataSets().filter(({ key }) => dataSet === null || key === dataSet);
  const groups = sets.map((set) => ({
    group: set.label,
    items: set.fields.map((field) => ({ value: field.path, label: fieldTitle(field) })),
  }));
  const isKnown = value === null || sets.some((set) => set.fields.some((field) => field.path === value));
  const data = isKnown ? groups : [...groups, { group: "No longer exists", items: [{ value, label: value }] }];
  return (
    <Select
      {...(typeof label === "string" ? { label } : { "aria-label": label.hidden })}
      data-control="item"
      placeholder="Choose an item"
      searchable
      allowDeselect={false}
      data={data}
      filter={filterBy(fields)}
      renderOption={({ option }) => fields.find(`${option.value}`)?.label ?? option.label}
      nothingFoundMessage="No item has this name"
      comboboxProps={place}
      value={value}
      onChange={onChange}
    />
  );
}

function filterBy(fields: FieldCatalog): OptionsFilter {
  return ({ options, search }) => {
    const found = new Set(fields.search(search).map((field) => field.path));
    return options.flatMap((option): ComboboxParsedItem[] => {
      if (!("group" in option)) return found.has(`${option.value}`) ? [option] : [];
      const items = option.items.filter((item) => found.has(`${item.value}`));
      return items.length > 0 ? [{ ...option, items }] : [];
    });
  };
}
