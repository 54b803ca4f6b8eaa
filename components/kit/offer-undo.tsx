"use client";

import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** Says what was done, with a button that takes it back. It stays long enough to be reached by keyboard. */
export function offerUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 20_000,
    message: (
      <Group justify="space-between" gap="xs">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}
