"use client";

import { Button, SegmentedControl, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useFormContext, useWatch } from "react-hook-form";
import { ItemPicker } from "@/components/view-builder/item-picker";
import { addColumns } from "@/components/view-builder/edit-columns";
import { ChosenColumns } from "@/components/view-builder/chosen-columns";
import { announce } from "@/components/kit/live-region";
import { elementLimits, type Group, type Measure } from "@/lib/elements/schema";
import { useEditor } from "./editor-context";
import type { ElementDraftForm } from "./element-form";
import { firstMeasure } from "./measures-of";
import { ListProblem } from "./list-problem";
import { GroupRows } from "./group-rows";
import { MeasureRows } from "./measure-rows";
import classes from "./builder.module.css";

/** The items: shown as they are, or grouped and measured. */
export function DataStep() {
  const { control, setValue, formState } = useFormContext<ElementDraftForm>();
  const { source, fields } = useEditor();
  const [shows, items = [], groups = [], measures = []] = useWatch({
    control,
    name: ["shows", "items", "groups", "measures"],
  });
  const isSummary = shows === "summary";
  const set = <K extends "items" | "groups" | "measures" | "shows" | "sort">(name: K, value: ElementDraftForm[K]) =>
    setValue(name, value as never, { shouldDirty: true, shouldValidate: formState.isSubmitted });

  const groupsFull = groups.length < elementLimits.groups ? null : "Two items are grouped by, which is the most";

  const show = (paths: readonly string[]) => {
    set("items", addColumns(items, paths));
    announce(`Added ${paths.length}`);
  };
  const groupBy = (paths: readonly string[]) => {
    const fresh = paths.filter((path) => !groups.some((group) => group.path === path)).map(newGroup);
    if (groups.length + fresh.length > elementLimits.groups)
      return notifications.show({
        id: "groups-full",
        color: "yellow",
        message: "An element groups by two items at most. Remove one to group by another.",
      });
    announce(`Grouped by ${paths.map((path) => fields.find(path)?.label ?? path).join(", ")}`);
    set("groups", [...groups, ...fresh]);
  };
  const newGroup = (path: string): Group => ({
    path,
    ...(fields.find(path)?.type === "date" && { bucket: "month" as const }),
  });
  const measure = (paths: readonly string[]) => {
    const fresh = paths.flatMap((path): Measure[] => firstMeasure(fields.find(path)));
    announce(`Added ${fresh.length} to the measures`);
    set("measures", [...measures, ...fresh].slice(0, elementLimits.measures));
  };
  const add = (paths: string[]) => {
    if (!isSummary) return show(paths);
    const [numbers, others] = [
      paths.filter((path) => fields.find(path)?.type === "number"),
      paths.filter((path) => fields.find(path)?.type !== "number"),
    ];
    if (others.length > 0) groupBy(others);
    if (numbers.length > 0) measure(numbers);
  };
  const added = new Set(
    isSummary
      ? [...groups.map(({ path }) => path), ...measures.flatMap(({ path }) => path ?? [])]
      : items.map(({ path }) => path),
  );

  return (
    <div className={classes.stack}>
      <SegmentedControl
        aria-label="What to show"
        data={[
          { value: "summary", label: "Counts and totals" },
          { value: "rows", label: "Rows as they are" },
        ]}
        value={shows}
        onChange={(next) => {
          set("shows", next === "rows" ? "rows" : "summary");
          set("sort", []);
        }}
      />
      {source && source.views.length > 0 && !isSummary && (
        <Select
          label="Clone from an existing view"
          placeholder="Choose a view to begin with its columns"
          data={source.views.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => {
            const view = source.views.find((each) => each.id === id);
            if (!view) return;
            set("items", view.columns);
            set("sort", view.sort);
            announce(`Columns of ${view.name} taken`);
          }}
        />
      )}
      <div className={classes.data}>
        <ItemPicker fields={fields} added={added} addedWords="chosen" onAdd={add}>
          {(highlighted) => {
            const off = highlighted.length === 0;
            const button = (words: string, act: (paths: readonly string[]) => void, full: string | null = null) => (
              <Button
                key={words}
                variant="default"
                data-disabled={off || full !== null || undefined}
                aria-disabled={off || full !== null}
                title={full ?? undefined}
                onClick={() => !off && full === null && act(highlighted)}
              >
                {words}
              </Button>
            );
            return (
              <div className={classes.buttons}>
                {isSummary
                  ? [button("Group by", groupBy, groupsFull), button("Measure", measure)]
                  : button("Add to the table", show)}
              </div>
            );
          }}
        </ItemPicker>
        <div className={classes.stack}>
          {isSummary ? (
            <>
              <GroupRows value={groups} onChange={(next) => set("groups", next)} />
              <MeasureRows value={measures} onChange={(next) => set("measures", next)} />
            </>
          ) : (
            <section aria-label="Columns">
              <h3 className={classes.title}>Columns</h3>
              <ChosenColumns of="table" fields={fields} value={items} onChange={(next) => set("items", next)} />
            </section>
          )}
          <ListProblem of="groups" />
          <ListProblem of="measures" />
          <ListProblem of="items" />
        </div>
      </div>
    </div>
  );
}
