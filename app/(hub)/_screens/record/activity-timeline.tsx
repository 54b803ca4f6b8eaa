"use client";

import { Box, Chip, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Timeline, type TimelineEntry } from "@/components/kit/timeline";

export interface ActivityKind {
  /** "Comments", "Webhooks". */
  label: string;
  entries: TimelineEntry[];
}

/** What happened to a record, newest first; chips leave only some of it. */
export function ActivityTimeline({ label, kinds }: { label: string; kinds: ActivityKind[] }) {
  const [shown, setShown] = useState<string[]>([]);
  const present = kinds.filter(({ entries }) => entries.length > 0);
  const entries = present
    .filter((kind) => shown.length === 0 || shown.includes(kind.label))
    .flatMap((kind) => kind.entries)
    .sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
  return (
    <>
      {present.length > 1 && (
        <Chip.Group multiple value={shown} onChange={setShown}>
          <Group gap={6} role="group" aria-label="Show only" mt="md">
            {present.map((kind) => (
              <Chip key={kind.label} value={kind.label} size="xs" radius="sm">
                {`${kind.label} ${kind.entries.length}`}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed" mt="md">
          Nothing has happened yet.
        </Text>
      ) : (
        <Box mt="md">
          <Timeline label={label} entries={entries} />
        </Box>
      )}
    </>
  );
}
