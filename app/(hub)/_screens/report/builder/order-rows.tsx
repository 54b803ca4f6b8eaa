"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { IconPlus } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import type { TableSort } from "@/lib/conditions/table-state";
import { elementLimits, measureWords } from "@/lib/elements/schema";
import { fieldTitle } from "@/lib/fields/format";
import { ChosenRows } from "./chosen-rows";
import { useEditor } from "./editor-context";
import type { ElementDraftForm } from "./element-form";
import { ListProblem } from "./list-problem";
import classes from "./builder.module.css";

/** By what the rows are ordered: the first decides, equal ones follow the next. */
export function OrderRows() {
  const { control, setValue, formState } = useFormContext<ElementDraftForm>();
  const [value = [], shows] = useWatch({ control, name: ["sort", "shows"] });
  const choices = useChoices();
  const free = choices.filter(({ path }) => !value.some((sort) => sort.path === path));
  // No two rows of a summary have the same group, so nothing is left to decide behind it.
  const isDecided = shows === "summary" && value.some(({ path }) => path === "group");
  const change = (next: TableSort[]) =>
    setValue("sort", next, { shouldDirty: true, shouldValidate: formState.isSubmitted });
  const labelOf = (path: string) => choices.find((choice) => choice.path === path)?.label;
  const nameOf = ({ path }: TableSort) => labelOf(path) ?? "Something that is not shown any more";
  const [next] = free;
  return (
    <section aria-label="Order" className={classes.order}>
      <div className={classes.bar}>
        <h3 className={classes.title}>Order</h3>
        {next && !isDecided && value.length < elementLimits.sort && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              announce(`Ordered by ${next.label}`);
              change([...value, { path: next.path, dir: next.path.startsWith("measure:") ? "desc" : "asc" }]);
            }}
          >
            {value.length === 0 ? "Choose an order" : "Then by"}
          </Button>
        )}
      </div>
      {value.length === 0 && (
        <p className={classes.hint}>
          {shows === "summary"
            ? "By itself: dates forwards, options as their field lists them, the rest by size."
            : "By itself: as in the list."}
        </p>
      )}
      <ChosenRows label="Orders" value={value} onChange={change} nameOf={nameOf} keyOf={({ path }) => path}>
        {(sort, index) => (
          <>
            <NativeSelect
              label={index === 0 ? "By" : "Then by"}
              aria-label={`Order ${index + 1}`}
              data={[{ path: sort.path, label: nameOf(sort) }, ...free].map(({ path, label }) => ({
                value: path,
                label,
              }))}
              value={sort.path}
              onChange={({ currentTarget }) => change(value.with(index, { ...sort, path: currentTarget.value }))}
            />
            <NativeSelect
              label="Direction"
              aria-label={`Direction of ${nameOf(sort)}`}
              data={directions}
              value={sort.dir}
              onChange={({ currentTarget }) =>
                change(value.with(index, { ...sort, dir: currentTarget.value === "desc" ? "desc" : "asc" }))
              }
            />
          </>
        )}
      </ChosenRows>
      <ListProblem of="sort" />
    </section>
  );
}

const directions = [
  { value: "asc", label: "Ascending" },
  { value: "desc", label: "Descending" },
];

/** What an element can be ordered by: the columns that it shows. */
function useChoices(): { path: string; label: string }[] {
  const { fields, source } = useEditor();
  const { control } = useFormContext<ElementDraftForm>();
  const [shows, items = [], measures = [], groups = []] = useWatch({
    control,
    name: ["shows", "items", "measures", "groups"],
  });
  const titleOf = (path: string) => {
    const field = fields.find(path);
    return field ? fieldTitle(field) : path;
  };
  if (shows === "rows") return items.map(({ path, label }) => ({ path, label: label ?? titleOf(path) }));
  return [
    ...groups.slice(0, 1).map(({ path, label }) => ({ path: "group", label: label ?? titleOf(path) })),
    ...measures.map(({ kind, path, label }, n) => ({
      path: `measure:${n}`,
      label: label ?? `${measureWords[kind]} of ${path ? titleOf(path) : (source?.noun.many ?? "records")}`,
    })),
  ];
}
