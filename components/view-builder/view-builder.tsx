"use client";

import { Button, Select, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { IconArrowRight, IconFilter } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import type { TableColumn } from "@/lib/conditions/table-state";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { ChosenColumns } from "./chosen-columns";
import { addColumns } from "./edit-columns";
import { ItemList } from "./item-list";
import classes from "./view-builder.module.css";

interface ViewBuilderProps {
  fields: readonly FieldInfo[];
  value: readonly TableColumn[];
  onChange: (columns: TableColumn[]) => void;
  /** Paths that the filter beside it asks for (`fieldPaths`), for "Add the filtered fields". */
  filterFields?: readonly string[];
}

/** Choose a data set, highlight items, double-click to move them into the view. The page adds "Create view and execute". */
export function ViewBuilder({ fields, value, onChange, filterFields = [] }: ViewBuilderProps) {
  const catalog = useMemo(() => fieldCatalog(fields), [fields]);
  const [dataSet, setDataSet] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [selected, setSelected] = useState<string[]>([]);
  const added = new Set(value.map((column) => column.path));
  const items = catalog.search(search).filter((field) => dataSet === null || field.dataSet.key === dataSet);
  const shown = selected.filter((path) => items.some((item) => item.path === path));
  const filtered = filterFields.filter((path) => catalog.find(path) && !added.has(path));

  const add = (paths: readonly string[]) => {
    const columns = addColumns(value, paths);
    const count = columns.length - value.length;
    announce(count === 0 ? "Already in the view" : `Added ${count} to the view`);
    if (count > 0) onChange(columns);
  };

  return (
    <div className={classes.root}>
      <div className={classes.source}>
        <Select
          label="Data set"
          placeholder="All data sets"
          clearable
          clearButtonProps={{ "aria-label": "All data sets" }}
          searchable
          data={catalog.dataSets().map(({ key, label }) => ({ value: key, label }))}
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
          <ItemList items={items} added={added} selected={shown} onSelect={setSelected} onAdd={add} />
        ) : (
          <p className={classes.hint}>No item has this name here.</p>
        )}
        <Button
          variant="default"
          rightSection={<IconArrowRight size={16} />}
          data-disabled={shown.length === 0 || undefined}
          aria-disabled={shown.length === 0}
          onClick={() => shown.length > 0 && add(shown)}
        >
          Add to view
        </Button>
      </div>
      <section aria-label="View" className={classes.chosen}>
        <div className={classes.bar}>
          <h3 className={classes.title}>In the view</h3>
          {filtered.length > 0 && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconFilter size={14} />}
              onClick={() => add(filtered)}
            >
              Add the filtered fields
            </Button>
          )}
        </div>
        <ChosenColumns fields={catalog} value={value} onChange={onChange} />
      </section>
    </div>
  );
}
