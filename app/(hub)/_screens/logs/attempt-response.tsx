import { Stack, Text } from "@mantine/core";
import { formatDuration } from "@/components/kit/format";
import { Mono } from "@/components/kit/mono";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { LoggedAttempt } from "./delivery-attempts";
import { LoggedBody } from "./logged-body";

/** What one try got back. */
export function AttemptResponse({ attempt, cleared }: { attempt: LoggedAttempt | null; cleared: string }) {
  if (!attempt?.response) {
    return (
      <EmptyState title="No response" illustration="signal">
        {attempt?.message ?? "Nothing was sent yet, so nothing came back."}
      </EmptyState>
    );
  }
  const { status, headers, body, bytes, truncated } = attempt.response;
  return (
    <Stack gap="md">
      <Text fz="sm">
        Answered {status}
        {timing(attempt)}
        {attempt.ip ? ` from ${attempt.ip}` : ""}.
      </Text>
      <SimpleTable
        label="Response headers"
        rows={headers.map(([name, value], index) => ({ id: `${index}`, name, value }))}
        rowId={({ id }) => id}
        columns={[
          { id: "name", header: "Header", cell: ({ name }) => <Mono>{name}</Mono> },
          { id: "value", header: "Value", cell: ({ value }) => <Mono>{value}</Mono> },
        ]}
      />
      <LoggedBody label="Response body" body={body} bytes={bytes} isTruncated={truncated} cleared={cleared} />
    </Stack>
  );
}

function timing({ ms, dnsMs, connectMs, ttfbMs }: LoggedAttempt): string {
  const steps = [
    { label: "name", took: dnsMs },
    { label: "connection", took: connectMs },
    { label: "first byte", took: ttfbMs },
  ].flatMap(({ label, took }) => (took === null ? [] : [`${label} ${formatDuration(took)}`]));
  if (ms === null) return "";
  return ` in ${formatDuration(ms)}${steps.length > 0 ? ` (${steps.join(", ")})` : ""}`;
}
