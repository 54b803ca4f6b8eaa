"use client";

import { Drawer } from "@mantine/core";
import { useState } from "react";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { FilterBuilder } from "@/components/filter-builder/filter-builder";
import { useAction } from "@/components/form/use-action";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import type { TableState } from "@/lib/conditions/table-state";
import type { SavedFilter } from "@/lib/filters/filters";
import { deleteFilter, saveFilter } from "./actions";
import type { RecordsProps } from "./records-props";
import { SaveForm, type SavedAs } from "./save-form";
import { useFilterCounts } from "./use-records";

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
  const counts = useFilterCounts(props.api, draft);
  const save = useAction(
    async (as: SavedAs) => {
      const result = await saveFilter(props.scope, { ...as, source: props.source, condition: draft });
      return result.ok ? { ok: true as const, value: { ...as, id: result.value.id } } : result;
    },
    {
      success: current ? "Filter saved" : "Filter created",
      onSuccess: ({ id, name, visibility, teamId }) => {
        const saved = {
          id,
          name: name.trim(),
          visibility,
          teamId,
          condition: draft,
          mayChange: true,
          usedBy: id === current?.id ? current.usedBy : [],
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
      <FilterBuilder fields={props.fields} value={draft} onChange={change} zone={props.zone} counts={counts} />
      <SaveForm
        noun="filter"
        current={current}
        sharing={props}
        submit={{ create: "Create filter", save: "Save filter" }}
        errors={errors}
        problem={errors["condition"]}
        pending={save.pending}
        onSave={(as) => void save.run(as)}
        onDelete={() => void remove.run(undefined)}
        onClose={onClose}
      />
      {current?.mayChange && props.mayShare && current.visibility !== "mine" && (
        <HistoryLink scope={props.scope} kind="filter" id={current.id} />
      )}
    </Drawer>
  );
}
