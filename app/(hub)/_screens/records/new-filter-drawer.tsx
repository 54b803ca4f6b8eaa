"use client";

import { Drawer } from "@mantine/core";
import { useState } from "react";
import { FilterBuilder } from "@/components/filter-builder/filter-builder";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import { noFilter } from "@/lib/conditions/schema";
import type { FieldInfo } from "@/lib/fields/field";
import { saveFilter } from "./actions";
import { SaveForm, type SavedAs } from "./save-form";
import { useFilterCounts } from "./use-records";

/** What a new filter is built from. */
export interface FilterBase {
  source: string;
  api: string;
  fields: FieldInfo[];
  zone: string;
  mayShare: boolean;
  isCommunity: boolean;
}

interface NewFilterDrawerProps {
  scope: ScopeRef;
  filter: FilterBase;
  onCreated: (filter: { value: string; label: string }) => void;
  onClose: () => void;
}

/** Builds a filter without leaving the form that needs it. */
export function NewFilterDrawer({ scope, filter, onCreated, onClose }: NewFilterDrawerProps) {
  const shared = filter.isCommunity ? "community" : "project";
  const [condition, setCondition] = useState(noFilter);
  const counts = useFilterCounts(filter.api, condition);
  const save = useAction(
    async (as: SavedAs) => {
      const result = await saveFilter(scope, { ...as, source: filter.source, condition });
      return result.ok ? { ok: true as const, value: { id: result.value.id, name: as.name.trim() } } : result;
    },
    { success: "Filter created", onSuccess: ({ id, name }) => onCreated({ value: id, label: name }) },
  );
  const errors = save.failure?.fields ?? {};
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title="New filter">
      <FilterBuilder
        fields={filter.fields}
        value={condition}
        onChange={setCondition}
        zone={filter.zone}
        counts={counts}
      />
      <SaveForm
        noun="filter"
        sharing={{ scope, mayShare: filter.mayShare }}
        visibility={filter.mayShare ? shared : "mine"}
        submit={{ create: "Create filter", save: "Save filter" }}
        errors={errors}
        problem={errors["condition"]}
        pending={save.pending}
        leave="Cancel"
        onSave={(as) => void save.run(as)}
        onClose={onClose}
      />
    </Drawer>
  );
}
