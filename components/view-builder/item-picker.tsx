"use client";

import { Select, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { FieldCatalog } from "@/lib/fields/catalog";
import { ItemList } from "./item-list";
import classes from "./view-builder.module.css";

interface ItemPickerProps {
  fields: FieldCatalog;
  /** Paths that were chosen already. */
  added: ReadonlySet<string>;
  /** What is said of those: "in the view". */
  addedWords: string;
  /** Double-click, or Enter with something highlighted. */
  onAdd: (paths: string[]) => void;
  /** Buttons for what is highlighted. */
  children: (highlighted: string[]) => ReactNode;
}

/** Choose a data set, find and highlight items, take them by double-click, Enter or a button. */
export function ItemPicker({ fields, added, addedWords, onAdd, children }: ItemPickerProps) {
  const [dataSet, setDataSet] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [selected, setSelected] = useState<string[]>([]);
  const items = fields.search(search).filter((field) => dataSet === null || field.dataSet.key === dataSet);
  const shown = selected.filter((path) => items.some((item) => item.path === path));
  return (
    <div className={classes.source}>
      <Select
        label="Data set"
        placeholder="All data sets"
        clearable
        clearButtonProps={{ "aria-label": "All data sets" }}
        searchable
        data={fields.dataSets().map(({ key, label }) => ({ value: key, label }))}
        nothingFoundMessage="No data set has this name"
        value={dataSet}
        onChange={setDataSet}
      />
      <TextInput
        label="Find an item"
        type="search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {items.length > 0 ? (
        <ItemList
          items={items}
          added={added}
          addedWords={addedWords}
          selected={shown}
          onSelect={setSelected}
          onAdd={onAdd}
        />
      ) : (
        <p className={classes.hint}>No item has this name here.</p>
      )}
      {children(shown)}
    </div>
  );
}
