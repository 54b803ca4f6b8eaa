"use client";

import { Button, Group, NativeSelect } from "@mantine/core";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { ExportButton } from "@/components/kit/export-button";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { RunDetail, RunRecordRow } from "@/lib/perform-action/queries";
import { recordStates, recordStateWords, type RecordState } from "@/lib/perform-action/states";
import { deliveryStateWord } from "@/lib/webhooks/schema";
import classes from "./runs.module.css";
import { deliveryTone, recordTone } from "./tones";

interface RunRecordsProps {
  run: RunDetail;
  records: RunRecordRow[];
  state: RecordState | null;
  onState: (state: RecordState | null) => void;
  onNext: (() => void) | null;
  onBack: (() => void) | null;
  recordBase: string | null;
  deliveriesBase: string;
  exportHref: string;
}

export function RunRecords(props: RunRecordsProps) {
  const { run, records, state, onState, onNext, onBack, recordBase, deliveriesBase, exportHref } = props;
  const byUser = run.macro.target === "user";
  return (
    <Section
      title="Result per record"
      flush
      actions={
        <>
          <ExportButton href={exportHref} />
          <NativeSelect
            aria-label="Show records"
            value={state ?? ""}
            onChange={(event) => onState((event.currentTarget.value || null) as RecordState | null)}
            data={[
              { value: "", label: "All records" },
              ...recordStates.map((value) => ({
                value,
                label: `${recordStateWords[value].label} (${run.counts[value]})`,
              })),
            ]}
          />
        </>
      }
    >
      {records.length === 0 ? (
        <EmptyState title={state ? "No record has this result" : "No records yet"} illustration="list">
          {run.state === "expanding" ? "They are being collected." : null}
        </EmptyState>
      ) : (
        <SimpleTable
          label="Result per record"
          rows={records}
          rowId={(row) => row.id}
          columns={[
            {
              id: "record",
              header: byUser ? "User" : "Ticket",
              cell: (row) =>
                recordBase ? (
                  <TextLink href={`${recordBase}${byUser ? row.subjectId : row.label}`}>
                    {row.label || row.subjectId}
                  </TextLink>
                ) : (
                  row.label
                ),
            },
            {
              id: "state",
              header: "Result",
              cell: (row) => (
                <StatusBadge tone={recordTone[row.state]} variant="plain">
                  {recordStateWords[row.state].label}
                </StatusBadge>
              ),
            },
            { id: "reason", header: "Why", cell: (row) => <span className={classes.reason}>{reasonOf(row)}</span> },
            {
              id: "webhooks",
              header: "Webhooks",
              cell: (row) => (
                <div className={classes.deliveries}>
                  {row.deliveries.map((delivery) => (
                    <TextLink key={delivery.id} href={`${deliveriesBase}${delivery.id}`}>
                      <StatusBadge tone={deliveryTone[delivery.state]} variant="plain">
                        {`${deliveryStateWord(delivery)}${delivery.status ? ` ${delivery.status}` : ""}`}
                      </StatusBadge>
                    </TextLink>
                  ))}
                </div>
              ),
            },
            { id: "at", header: "When", align: "end", cell: (row) => <RelativeTime at={row.updatedAt} /> },
          ]}
        />
      )}
      {(onBack || onNext) && (
        <Group justify="flex-end" p="sm">
          <Button variant="default" size="compact-sm" disabled={!onBack} onClick={() => onBack?.()}>
            Previous page
          </Button>
          <Button variant="default" size="compact-sm" disabled={!onNext} onClick={() => onNext?.()}>
            Next page
          </Button>
        </Group>
      )}
    </Section>
  );
}

function reasonOf(row: RunRecordRow): string {
  const told = Object.values(row.results).flatMap((result) => (result.message ? [result.message] : []));
  return [...new Set([row.reason, ...told, undoneWords(row.undone)])].filter(Boolean).join(" · ");
}

function undoneWords(undone: string | null): string | null {
  if (undone === null || undone === "nothing") return null;
  return undone === "undone" ? "Undone" : `Kept: ${undone}`;
}
