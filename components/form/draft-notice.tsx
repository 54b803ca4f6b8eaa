"use client";

import { Alert, Button, Group } from "@mantine/core";
import { RelativeTime } from "@/components/kit/relative-time";

interface DraftNoticeProps {
  found: { savedAt: number } | null;
  onRestore: () => void;
  onDiscard: () => void;
}

/** Offers what was typed on an earlier visit and never saved. */
export function DraftNotice({ found, onRestore, onDiscard }: DraftNoticeProps) {
  if (!found) return null;
  return (
    <Alert variant="light" title="There is an unsaved draft">
      <Group justify="space-between" gap="xs">
        <span>
          Typed in this browser <RelativeTime at={found.savedAt} />.
        </span>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <Button size="xs" onClick={onRestore}>
            Restore draft
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
