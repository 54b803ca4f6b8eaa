"use client";

import { Button, Skeleton, Text } from "@mantine/core";
import { StatusBadge, type StatusTone } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import type { ActionPreview } from "@/lib/macros/preview";
import type { RecordChoice } from "@/lib/macros/record-choices";
import { useEditor } from "./editor-context";
import { usePreview, useWorstRecords } from "./use-preview";
import classes from "./macros.module.css";

/** The macro on five records chosen to hurt: fine, a tag is empty, or it cannot be sent. */
export function WorstMatrix({ onRecord }: { onRecord: (record: RecordChoice) => void }) {
  const { place } = useEditor();
  const worst = useWorstRecords(place, true);
  const records = worst.data ?? [];
  const preview = usePreview(records.map(({ id }) => id));
  if (worst.isPending || (records.length > 0 && preview.isLoading)) return <Skeleton height={150} />;
  if (worst.error || preview.error) {
    return (
      <Text size="sm" c="red" role="alert">
        {(worst.error ?? preview.error)?.message}
      </Text>
    );
  }
  const byId = new Map(preview.data?.map(({ recordId, actions }) => [recordId, actions]));
  return (
    <SimpleTable
      label="Worst five records"
      rows={records}
      rowId={({ id }) => id}
      columns={[
        {
          id: "record",
          header: "Record",
          cell: ({ id, label, why }) => (
            <span className={classes.worst}>
              <Button size="compact-xs" variant="subtle" onClick={() => onRecord({ id, label, hint: "" })}>
                {label}
              </Button>
              <span className={classes.note}>{why}</span>
            </span>
          ),
        },
        {
          id: "result",
          header: "Result",
          cell: ({ id }) => {
            const { tone, word, detail } = resultOf(byId.get(id) ?? []);
            return (
              <span className={classes.worst}>
                <StatusBadge tone={tone} variant="plain">
                  {word}
                </StatusBadge>
                {detail && <span className={classes.note}>{detail}</span>}
              </span>
            );
          },
        },
      ]}
    />
  );
}

function resultOf(actions: ActionPreview[]): { tone: StatusTone; word: string; detail: string } {
  const problem = actions.find((action) => action.kind === "problem");
  if (problem) return { tone: "failed", word: "Invalid", detail: problem.message };
  const unsent = actions.find((action) => action.kind === "not_sent");
  if (unsent) return { tone: "skipped", word: "Not sent", detail: unsent.message };
  const empties = [...new Set(actions.flatMap((action) => ("empties" in action ? action.empties : [])))];
  if (empties.length > 0) return { tone: "warning", word: "Empty tag", detail: empties.join(", ") };
  if (actions.length === 0) return { tone: "neutral", word: "Nothing to check", detail: "" };
  return { tone: "ok", word: "OK", detail: "" };
}
