"use client";

import { Button, Group } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRef } from "react";

/** Says what was done, with a button that takes it back. It stays long enough to be reached by keyboard. */
export function offerUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: 20_000,
    message: (
      <Group justify="space-between" gap="xs">
        <span>{message}</span>
        <UndoButton
          onUndo={() => {
            notifications.hide(id);
            undo();
          }}
        />
      </Group>
    ),
  });
}

/** What was deleted took the focus with it: from nowhere, the next Tab leads here, and not through the whole page. */
function UndoButton({ onUndo }: { onUndo: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useWindowEvent("keydown", (event) => {
    if (event.key !== "Tab" || document.activeElement !== document.body) return;
    event.preventDefault();
    button.current?.focus();
  });
  return (
    <Button ref={button} size="compact-sm" variant="default" onClick={onUndo}>
      Undo
    </Button>
  );
}
