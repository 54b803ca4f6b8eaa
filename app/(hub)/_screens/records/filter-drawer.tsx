"use client";

import { Button, Drawer, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { FilterBuilder } from "@/components/filter-builder/filter-builder";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import type { TableState } from "@/lib/conditions/table-state";
import type { SavedFilter } from "@/lib/filters/filters";
import { deleteFilter, saveFilter } from "./actions";
import type { RecordsProps } from "./records-props";
import classes from "./records.module.css";
import { sharingOptions, sharingWords } from "./sharing";
import { useRecordCount } from "./use-records";

interface FilterDrawerProps {
  props: RecordsProps;
  state: TableState;
  /** What the list asks now; null to begin with nothing. */
  condition: Condition | null;
  isNew: boolean;
  onChange: (change: Partial<TableState>) => void;
  onSaved: (filters: SavedFilter[]) => void;
  onClose: () => void;
}

/** The builder beside the list: the list re-runs behind it as criteria are added. */
export function FilterDrawer({ props, state, condition, isNew, onChange, onSaved, onClose }: FilterDrawerProps) {
  const current = isNew ? undefined : props.filters.find(({ id }) => id === state.filter);
  const [draft, setDraft] = useState<Condition>(condition ?? noFilter);
  const [name, setName] = useState(current?.name ?? "");
  const [visibility, setVisibility] = useState<string>(current?.visibility ?? "mine");
  const [asked] = useDebouncedValue(draft, 300);
  const count = useRecordCount(props.api, { condition: asked });
  const save = useAction(
    (input: { id?: string }) =>
      saveFilter(props.scope, { ...input, name, source: props.source, visibility, condition: draft }),
    {
      success: current ? "Filter saved" : "Filter created",
      onSuccess: ({ id }) => {
        const saved = {
          id,
          name: name.trim(),
          visibility: visibility as SavedFilter["visibility"],
          condition: draft,
          owner: { id: "", username: "" },
          mine: true,
        };
        onSaved(
          [...props.filters.filter((filter) => filter.id !== id), saved].sort((a, b) => a.name.localeCompare(b.name)),
        );
        onChange({ filter: id, condition: undefined });
        onClose();
      },
    },
  );
  const remove = useAction(() => deleteFilter(props.scope, { id: current?.id }), {
    success: "Filter deleted",
    onSuccess: () => {
      onSaved(props.filters.filter((filter) => filter.id !== current?.id));
      onChange({ filter: undefined, condition: undefined });
      onClose();
    },
  });
  const change = (next: Condition) => {
    setDraft(next);
    onChange({ condition: next });
  };
  const errors = save.failure?.fields ?? {};
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={current ? `Filter: ${current.name}` : "New filter"}
      closeButtonProps={{ "aria-label": "Close" }}
      overlayProps={{ backgroundOpacity: 0.1 }}
    >
      <FilterBuilder
        fields={props.fields}
        value={draft}
        onChange={change}
        zone={props.zone}
        counts={
          count.data
            ? { matching: count.data.matching.count, isExact: count.data.matching.exact, total: count.data.total.count }
            : null
        }
      />
      <form
        className={classes.saving}
        onSubmit={(event) => {
          event.preventDefault();
          void save.run(current ? { id: current.id } : {});
        }}
      >
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
          maxLength={100}
        />
        <Select
          label="Who can use it"
          data={sharingOptions(props)}
          value={visibility}
          onChange={(next) => next && setVisibility(next)}
          allowDeselect={false}
          error={errors.visibility}
          description={props.mayShare ? undefined : sharingWords}
        />
        {errors.condition && (
          <p role="alert" className={classes.problem}>
            {errors.condition}
          </p>
        )}
        <div className={classes.buttons}>
          <Button type="submit" loading={save.pending}>
            {current ? "Save filter" : "Create filter"}
          </Button>
          {current && (
            <Button variant="default" onClick={() => void save.run({})} loading={save.pending}>
              Save as new
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Use without saving
          </Button>
          {current && (
            <Button
              variant="subtle"
              color="red"
              onClick={() =>
                void confirm({
                  title: "Delete this filter?",
                  message: `“${current.name}” is gone for everyone who uses it.`,
                  confirm: "Delete filter",
                  danger: true,
                }).then((sure) => sure && void remove.run(undefined))
              }
            >
              Delete
            </Button>
          )}
        </div>
      </form>
    </Drawer>
  );
}
