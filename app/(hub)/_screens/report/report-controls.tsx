"use client";

import { Button, Drawer, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { FilterBuilder } from "@/components/filter-builder/filter-builder";
import { FilterChips } from "@/components/filter-builder/filter-chips";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import { sentence } from "@/lib/conditions/sentence";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { useKeyboardBack } from "@/components/kit/use-keyboard-back";
import { usePreferences } from "@/components/theme/preferences";
import classes from "./report.module.css";

interface ReportControlsProps {
  fields: readonly FieldInfo[];
  value: Condition;
  onChange: (next: Condition) => void;
}

/** By what the viewer narrows all elements, and in words what is applied now. */
export function ReportControls({ fields, value, onChange }: ReportControlsProps) {
  const catalog = useMemo(() => fieldCatalog(fields), [fields]);
  const [isOpen, setOpen] = useState(false);
  const isChosen = value.conditions.length > 0;
  return (
    <div className={classes.controls}>
      <FilterChips fields={fields} value={value} onChange={onChange} onEdit={() => setOpen(true)} />
      {isChosen && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChange(noFilter)}>
          Clear
        </Button>
      )}
      <Text fz="sm" c="dimmed" className={classes.applied}>
        {isChosen
          ? `Shown where ${sentence(value, catalog.find)}.`
          : `Can be narrowed by ${fields.map(({ label }) => label).join(", ")}.`}
      </Text>
      {isOpen && <NarrowDrawer fields={fields} value={value} onChange={onChange} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** The same in full: any, none, groups. */
function NarrowDrawer({ onClose, ...builder }: ReportControlsProps & { onClose: () => void }) {
  const { timeZone } = usePreferences();
  useKeyboardBack();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title="Narrow the report"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <FilterBuilder {...builder} zone={timeZone} />
    </Drawer>
  );
}
