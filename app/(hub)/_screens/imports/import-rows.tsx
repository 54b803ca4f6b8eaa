"use client";

import { Button, NativeSelect } from "@mantine/core";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { ImportDetail, ImportRowResult } from "@/lib/imports/queries";
import { verdicts, verdictWords } from "@/lib/imports/states";
import classes from "./imports.module.css";
import { verdictTone } from "./tones";
import type { VerdictChoice } from "./use-import";

interface ImportRowsProps {
  found: ImportDetail;
  rows: ImportRowResult[];
  recordBase: string | null;
  verdict: VerdictChoice;
  onVerdict: (verdict: VerdictChoice) => void;
  pages: { next: (() => void) | null; back: (() => void) | null };
}

/** The rows of the file with their verdicts, and what each changes from what to what. */
export function ImportRows({ found, rows, recordBase, verdict, onVerdict, pages }: ImportRowsProps) {
  const words = found.startedAt === null ? "planned" : "done";
  const left = found.state === "cancelled" ? "Not done" : "Waiting";
  return (
    <Section
      title="Result per row"
      flush
      actions={
        <NativeSelect
          aria-label="Show rows"
          value={verdict ?? ""}
          onChange={(event) => onVerdict((event.currentTarget.value || null) as VerdictChoice)}
          data={[
            { value: "", label: "All rows" },
            ...verdicts.map((value) => ({
              value,
              label: `${verdictWords[value][words]} (${found.tally[value].toLocaleString("en")})`,
            })),
            { value: "waiting", label: left },
          ]}
        />
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={verdict ? "No row has this result" : "The rows are gone"} illustration="list">
          {verdict ? null : "The rows of an import are kept for 30 days after its end; the numbers above stay."}
        </EmptyState>
      ) : (
        <SimpleTable
          label="Result per row"
          rows={rows}
          rowId={({ line }) => String(line)}
          columns={[
            { id: "line", header: "Line", align: "end", cell: ({ line }) => line.toLocaleString("en") },
            {
              id: "record",
              header: "Record",
              cell: (row) => (
                <div className={classes.record}>
                  <Subject row={row} recordBase={recordBase} />
                </div>
              ),
            },
            {
              id: "verdict",
              header: "Result",
              cell: ({ verdict: value }) => (
                <StatusBadge tone={value ? verdictTone[value] : "waiting"} variant="plain">
                  {value ? verdictWords[value][words] : left}
                </StatusBadge>
              ),
            },
            { id: "changes", header: "What and why", cell: (row) => <Changes row={row} /> },
          ]}
        />
      )}
      {(pages.back ?? pages.next) && (
        <div className={classes.buttons}>
          <Button variant="default" size="compact-sm" disabled={!pages.back} onClick={() => pages.back?.()}>
            Previous page
          </Button>
          <Button variant="default" size="compact-sm" disabled={!pages.next} onClick={() => pages.next?.()}>
            Next page
          </Button>
        </div>
      )}
    </Section>
  );
}

function Subject({ row: { subject, cells }, recordBase }: { row: ImportRowResult; recordBase: string | null }) {
  if (!subject) return cells.find((cell) => cell.trim() !== "")?.slice(0, 80) ?? "";
  if (!subject.id || !recordBase) return subject.label;
  return <TextLink href={`${recordBase}${subject.id}`}>{subject.label}</TextLink>;
}

function Changes({ row: { detail, changes } }: { row: ImportRowResult }) {
  if (detail) return detail;
  return (
    <ul className={classes.changes}>
      {changes.map(({ label, old, new: next }) => (
        <li key={label}>
          {label}: {old !== null && <span className={classes.old}>{old} → </span>}
          {next ?? <i>empty</i>}
        </li>
      ))}
    </ul>
  );
}
