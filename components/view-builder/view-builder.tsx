"use client";

import { Button } from "@mantine/core";
import { useMemo } from "react";
import { IconArrowRight, IconFilter } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import type { TableColumn } from "@/lib/conditions/table-state";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { ChosenColumns } from "./chosen-columns";
import { addColumns } from "./edit-columns";
import { ItemPicker } from "./item-picker";
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
  const added = new Set(value.map((column) => column.path));
  const filtered = filterFields.filter((path) => catalog.find(path) && !added.has(path));

  const add = (paths: readonly string[]) => {
    const columns = addColumns(value, paths);
    const count = columns.length - value.length;
    announce(count === 0 ? "Already in the view" : `Added ${count} to the view`);
    if (count > 0) onChange(columns);
  };

  return (
    <div className={classes.root}>
      <ItemPicker fields={catalog} added={added} addedWords="in the view" onAdd={add}>
        {(highlighted) => (
          <Button
            variant="default"
            rightSection={<IconArrowRight size={16} />}
            data-disabled={highlighted.length === 0 || undefined}
            aria-disabled={highlighted.length === 0}
            onClick={() => highlighted.length > 0 && add(highlighted)}
          >
            Add to view
          </Button>
        )}
      </ItemPicker>
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
