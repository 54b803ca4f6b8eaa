"use client";

import { Progress, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { runningKey } from "@/app/(hub)/_screens/runs/running-key";
import { ButtonLink } from "@/components/kit/button-link";
import { formatBytes, formatDay, formatMinute } from "@/components/kit/format";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { usePreferences } from "@/components/theme/preferences";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { ExportPage, ExportRow } from "@/lib/exports/queries";
import { exportFormatWords, exportStateWords } from "@/lib/exports/states";
import { FileControls } from "./file-controls";
import { exportTone, isUnderWay, progressWords } from "./words";

/** One's own files while they are made and afterwards. `after` is where this page begins. */
export function FilesScreen({ first, after }: { first: ExportPage; after: string | null }) {
  const queries = useQueryClient();
  const answer = useQuery({
    queryKey: ["exports", after],
    queryFn: async ({ signal }): Promise<ExportPage> => {
      const response = await fetch(`/api/exports${after ? `?after=${after}` : ""}`, { signal });
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      return (await response.json()) as ExportPage;
    },
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data?.rows.some(isUnderWay) ? 1_000 : false),
  });
  const { rows, next } = answer.data;
  const changed = () => {
    void answer.refetch();
    void queries.invalidateQueries({ queryKey: runningKey });
  };
  return (
    <Stack gap="sm">
      {answer.isError && (
        <Text c="red" role="alert">
          This list could not be brought up to date. It shows what was there before; reload the page to try again.
        </Text>
      )}
      <Section flush>
        {rows.length === 0 ? (
          <EmptyState title="No files" illustration="list">
            Choose Export above a list, a report or a report element. The file is made in the background and kept here
            for seven days.
          </EmptyState>
        ) : (
          <SimpleTable
            label="Files"
            rows={rows}
            rowId={({ id }) => id}
            columns={[
              { id: "file", header: "File", isTitle: true, cell: (row) => <FileWords row={row} /> },
              { id: "state", header: "Status", cell: (row) => <FileState row={row} /> },
              {
                id: "size",
                header: "Size",
                align: "end",
                cell: ({ state, bytes }) => (
                  <Text span fz="sm" style={{ whiteSpace: "nowrap" }}>
                    {state === "done" ? formatBytes(bytes) : "–"}
                  </Text>
                ),
              },
              {
                id: "made",
                header: "Asked for",
                align: "end",
                cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
              },
              {
                id: "until",
                header: "Kept until",
                align: "end",
                cell: ({ expiresAt }) => <Day at={expiresAt} />,
              },
              {
                id: "controls",
                header: "Actions",
                align: "end",
                cell: (row) => <FileControls row={row} onChanged={changed} />,
              },
            ]}
          />
        )}
      </Section>
      {next && (
        <ButtonLink href={`/files?after=${next}`} variant="default" style={{ alignSelf: "flex-start" }}>
          Older files
        </ButtonLink>
      )}
    </Stack>
  );
}

function Day({ at }: { at: string }) {
  const { timeZone } = usePreferences();
  return (
    <time dateTime={at} title={formatMinute(Date.parse(at), timeZone)} style={{ whiteSpace: "nowrap" }}>
      {formatDay(Date.parse(at), timeZone)}
    </time>
  );
}

function FileWords({ row: { format, project, fileName } }: { row: ExportRow }) {
  return (
    <>
      <Text fw={500} fz="sm" style={{ overflowWrap: "anywhere" }}>
        {fileName}
      </Text>
      <Text c="dimmed" fz="xs" style={{ overflowWrap: "anywhere" }}>
        {exportFormatWords[format]} · {project ? project.name : "Community"}
      </Text>
    </>
  );
}

function FileState({ row }: { row: ExportRow }) {
  const { state, message, note, done, total, fileName } = row;
  return (
    <>
      <StatusBadge tone={exportTone[state]} variant="plain">
        {exportStateWords[state]}
      </StatusBadge>
      {state === "running" && (
        <Progress
          value={total ? (done / total) * 100 : 0}
          aria-label={`Progress of ${fileName}`}
          size="sm"
          mt={4}
          miw={120}
        />
      )}
      {(state === "running" || state === "done") && done > 0 && (
        <Text c="dimmed" fz="xs">
          {progressWords(row)}
        </Text>
      )}
      {(message || note) && (
        <Text fz="xs" maw="40ch">
          {message || note}
        </Text>
      )}
    </>
  );
}
