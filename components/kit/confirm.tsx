"use client";

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState, type ReactNode } from "react";

export interface ConfirmOptions {
  title: string;
  /** What will happen, and what will not. */
  message: ReactNode;
  /** The verb on the button: "Delete macro". */
  confirm: string;
  danger?: boolean;
  /** The person must type this before the button works. */
  typeToConfirm?: string;
}

/** Asks, and answers true only when the person said yes. */
export function confirm(options: ConfirmOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: <Text fw={600}>{options.title}</Text>,
      onClose: () => resolve(false),
      children: (
        <ConfirmBody
          options={options}
          onAnswer={(answer) => {
            resolve(answer);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function ConfirmBody({ options, onAnswer }: { options: ConfirmOptions; onAnswer: (answer: boolean) => void }) {
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState(false);
  const wanted = options.typeToConfirm;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== undefined && typed.trim() !== wanted) setMissing(true);
        else onAnswer(true);
      }}
    >
      <Stack gap="md">
        <div>{options.message}</div>
        {wanted !== undefined && (
          <TextInput
            label={`Type ${wanted} to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={missing && typed.trim() !== wanted ? `That is not ${wanted}.` : undefined}
            autoComplete="off"
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onAnswer(false)}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={options.danger ? "red" : undefined}
            data-autofocus={wanted === undefined || undefined}
          >
            {options.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
