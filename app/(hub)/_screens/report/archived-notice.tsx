"use client";

import { Alert, Button, Group } from "@mantine/core";
import { useReport } from "./report-context";
import { useReportActions } from "./use-report-actions";

/** What it means that a report is in the archive, and the way out. */
export function ArchivedNotice() {
  const { place, report } = useReport();
  const { archive, pending } = useReportActions({ id: report.id, name: report.name, isArchived: true }, place);
  return (
    <Alert variant="light" color="gray" mb="md">
      <Group justify="space-between" gap="xs">
        <span>This report is archived. It is kept, but nothing of it is sent or shown on home pages.</span>
        {report.mayChange && (
          <Button size="compact-sm" variant="default" loading={pending} onClick={archive}>
            Take out of the archive
          </Button>
        )}
      </Group>
    </Alert>
  );
}
