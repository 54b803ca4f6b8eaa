import { Stack, Text } from "@mantine/core";
import { Mono } from "@/components/kit/mono";
import { StatusBadge, type StatusTone } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { LoggedAttempt } from "./delivery-attempts";

interface AttemptCapturedProps {
  captured: LoggedAttempt["captured"];
  mayRead: boolean;
}

/** What became of each value that the macro captures. */
export function AttemptCaptured({ captured, mayRead }: AttemptCapturedProps) {
  if (!captured) {
    return (
      <EmptyState title="Nothing was captured" illustration="list">
        Values are captured from an accepted answer, if the macro has “Capture return values”.
      </EmptyState>
    );
  }
  const rows = rowsOf(captured, mayRead);
  if (rows.length === 0) return <Text fz="sm">The group has no fields to capture.</Text>;
  return (
    <Stack gap="xs">
      <SimpleTable
        label="Captured values"
        rows={rows}
        rowId={({ id }) => id}
        columns={[
          { id: "name", header: "Label or Parameter", cell: ({ name }) => <Mono>{name}</Mono> },
          {
            id: "result",
            header: "Result",
            cell: ({ result, tone }) => (
              <StatusBadge tone={tone} variant="plain">
                {result}
              </StatusBadge>
            ),
          },
          { id: "value", header: "Value or reason", cell: ({ text }) => text },
        ]}
      />
    </Stack>
  );
}

interface CapturedRow {
  id: string;
  name: string;
  result: string;
  tone: StatusTone;
  text: string;
}

function rowsOf(captured: NonNullable<LoggedAttempt["captured"]>, mayRead: boolean): CapturedRow[] {
  return [
    ...captured.stored.map(({ field, label, value }) => ({
      id: `stored ${field}`,
      name: label,
      result: "Stored",
      tone: "ok" as const,
      text: mayRead ? textOf(value) : "Not shown to your role",
    })),
    ...captured.rejected.map(({ parameter, problem }) => ({
      id: `rejected ${parameter}`,
      name: parameter,
      result: "Refused",
      tone: "failed" as const,
      text: problem,
    })),
    ...captured.missing.map((parameter) => ({
      id: `missing ${parameter}`,
      name: parameter,
      result: "Missing",
      tone: "warning" as const,
      text: "The answer had no such value. Compare the Parameter with the response, letter by letter.",
    })),
  ];
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "(cleared)";
  return typeof value === "string" ? value : JSON.stringify(value);
}
