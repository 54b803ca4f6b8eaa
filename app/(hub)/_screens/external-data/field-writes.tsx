import { infoOf, sourceWords } from "@/app/(hub)/_screens/record/external-value";
import { FieldValueView } from "@/components/field-value/field-value-view";
import { RelativeTime } from "@/components/kit/relative-time";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { FieldOverview } from "@/lib/external-data/field-overview";
import { UndoValue } from "./undo-value";

interface FieldWritesProps extends Pick<FieldOverview, "group" | "field" | "writes"> {
  /** Before a record's id; null where a record has no page under it. */
  recordBase: string | null;
  scope: ScopeRef;
  mayUndo: boolean;
}

/** Who wrote the field last, on which record, and what it was before. */
export function FieldWrites({ group, field, writes, recordBase, scope, mayUndo }: FieldWritesProps) {
  const info = infoOf(group, field);
  if (writes.length === 0)
    return (
      <EmptyState title="Nothing was written yet" illustration="list">
        Every change of a value is kept here, with where it came from.
      </EmptyState>
    );
  return (
    <SimpleTable
      label="Last writes"
      rows={writes}
      rowId={({ id }) => id}
      columns={[
        {
          id: "record",
          header: "Record",
          cell: ({ recordId, label }) =>
            recordBase && label ? <TextLink href={`${recordBase}${recordId}`}>{label}</TextLink> : (label ?? "Gone"),
        },
        { id: "old", header: "Before", cell: ({ old }) => <FieldValueView field={info} value={old} /> },
        { id: "new", header: "After", cell: (write) => <FieldValueView field={info} value={write.new} /> },
        { id: "source", header: "Source", cell: ({ source }) => `${sourceWords[source.source]} ${source.label}` },
        { id: "at", header: "When", cell: ({ at }) => <RelativeTime at={at} /> },
        ...(mayUndo
          ? [
              {
                id: "undo",
                header: "",
                align: "end" as const,
                cell: ({ id, isCurrent, label }: FieldOverview["writes"][number]) =>
                  isCurrent && label !== null ? <UndoValue scope={scope} changeId={id} of={label} /> : null,
              },
            ]
          : []),
      ]}
    />
  );
}
