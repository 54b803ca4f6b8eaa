"use client";

import { Select } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { useField } from "@/components/form/use-field";
import { emptyForm, type ElementDraftForm } from "./element-form";

/** What rows the element is about. Another one has other items, so what was chosen of the last one goes. */
export function SourceStep({ sources }: { sources: { key: string; name: string }[] }) {
  const { setValue } = useFormContext<ElementDraftForm>();
  const { value, input } = useField<string>("source");
  const option = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name });
  const data = [
    { group: "Single elements", items: sources.filter(({ key }) => !activity.has(key)).map(option) },
    { group: "Activity", items: sources.filter(({ key }) => activity.has(key)).map(option) },
  ];
  const known = sources.some(({ key }) => key === value);
  const choose = (key: string | null) => {
    if (key === null || key === value) return;
    const { items, groups, measures, condition, sort, style, filterId } = emptyForm(key, null);
    const cleared = { source: key, items, groups, measures, condition, sort, style, filterId };
    for (const [name, next] of Object.entries(cleared))
      setValue(name as keyof typeof cleared, next, { shouldDirty: true });
  };
  return (
    <Select
      {...input}
      label="Data source"
      description="Single elements contain user or project information. Activity is what was sent, received and given."
      data={
        known ? data : [...data, { group: "No longer exists", items: [{ value, label: "A deleted feedback type" }] }]
      }
      allowDeselect={false}
      checkIconPosition="right"
      value={value}
      onChange={choose}
    />
  );
}

const activity = new Set(["deliveries", "runs", "calls", "scores"]);
