"use client";

import { Button, Drawer, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { saveFilter } from "@/app/(hub)/_screens/records/actions";
import { sharingOptions, sharingWords } from "@/app/(hub)/_screens/records/sharing";
import { useRecordCount } from "@/app/(hub)/_screens/records/use-records";
import { FilterBuilder } from "@/components/filter-builder/filter-builder";
import { useAction } from "@/components/form/use-action";
import { noFilter } from "@/lib/conditions/schema";
import { useEditor, type EditorChoices } from "./editor-context";
import classes from "./listeners.module.css";

interface NewFilterDrawerProps {
  filter: NonNullable<EditorChoices["filter"]>;
  onCreated: (filter: { value: string; label: string }) => void;
  onClose: () => void;
}

/** Builds a filter without leaving the listener. */
export function NewFilterDrawer({ filter, onCreated, onClose }: NewFilterDrawerProps) {
  const { scope } = useEditor();
  const shared = filter.isCommunity ? "community" : "project";
  const [condition, setCondition] = useState(noFilter);
  const [name, setName] = useState("");
  const [visibility, setVisibility] = useState(filter.mayShare ? shared : "mine");
  const [asked] = useDebouncedValue(condition, 300);
  const { data: count } = useRecordCount(filter.api, { condition: asked });
  const save = useAction(() => saveFilter(scope, { name, source: filter.source, visibility, condition }), {
    success: "Filter created",
    onSuccess: ({ id }) => onCreated({ value: id, label: name.trim() }),
  });
  const errors = save.failure?.fields ?? {};
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title="New filter">
      <FilterBuilder
        fields={filter.fields}
        value={condition}
        onChange={setCondition}
        zone={filter.zone}
        counts={
          count ? { matching: count.matching.count, isExact: count.matching.exact, total: count.total.count } : null
        }
      />
      <form
        className={classes.saving}
        onSubmit={(event) => {
          event.preventDefault();
          void save.run(undefined);
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
          data={sharingOptions({ scope, mayShare: filter.mayShare })}
          value={visibility}
          onChange={(next) => next && setVisibility(next)}
          allowDeselect={false}
          error={errors.visibility ?? errors.condition}
          description={filter.mayShare ? undefined : sharingWords}
        />
        <div className={classes.answer}>
          <Button type="submit" loading={save.pending}>
            Create filter
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
