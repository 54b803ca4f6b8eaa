"use client";

import { MultiSelectField } from "@/components/form/select-field";
import { useEditor } from "./editor-context";

/** What a record must have to be sent. A field that is gone stays, by its path, until somebody takes it out. */
export function NeedsField({ webhook }: { webhook: `webhooks.${number}` }) {
  const { tags } = useEditor().place;
  const bySet = Map.groupBy(tags, ({ dataSet }) => dataSet.label);
  return (
    <MultiSelectField
      name={`${webhook}.needs`}
      label="Send only with these"
      help="If one of them is empty, nothing is sent, and the log says which. That counts as not sent, not as failed."
      placeholder="Choose fields"
      options={[...bySet].map(([group, fields]) => ({
        group,
        items: fields.map(({ path, label }) => ({ value: path, label })),
      }))}
    />
  );
}
