"use client";

import { Select } from "@mantine/core";
import { useField } from "@/components/form/use-field";
import { useEditor } from "./editor-context";
import type { ActionName } from "./macro-form";

/** Stored as null; no key of a resolution looks like it. */
const noResolution = "-";

export function ResolutionField({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const { value, change, input } = useField<string | null>(`${name}.resolutionKey`);
  return (
    <Select
      {...input}
      label="Resolution"
      withAsterisk
      data={[...place.resolutions, { value: noResolution, label: "No resolution" }]}
      allowDeselect={false}
      checkIconPosition="right"
      value={value ?? noResolution}
      onChange={(key) => change(key === noResolution ? null : key)}
    />
  );
}
