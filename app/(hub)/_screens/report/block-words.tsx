"use client";

import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReportBlock } from "@/lib/reports/schema";

interface BlockWordsProps {
  kind: "heading" | "text";
  words: string;
  errors: Record<string, string> | undefined;
  pending: boolean;
  onSave: (block: ReportBlock) => void;
  onClose: () => void;
}

/** Asks for the words of a heading or of a text. */
export function BlockWords({ kind, words, errors, pending, onSave, onClose }: BlockWordsProps) {
  const [typed, setTyped] = useState(words);
  const [isMissing, setMissing] = useState(false);
  const isHeading = kind === "heading";
  const missing = isMissing && typed.trim() === "" && (isHeading ? "Write the words of the heading." : "Write a text.");
  const error = missing || Object.values(errors ?? {})[0];
  return (
    <Modal opened onClose={onClose} title={isHeading ? "Heading" : "Text"}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(typed.trim() === "");
          if (typed.trim() !== "") onSave(isHeading ? { kind, name: typed } : { kind, text: typed });
        }}
      >
        <Stack gap="md">
          {isHeading ? (
            <TextInput
              label="Words of the heading"
              required
              maxLength={120}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={error}
              data-autofocus
            />
          ) : (
            <Textarea
              label="Text"
              description="Shown as you write it. An empty line begins a new paragraph."
              required
              autosize
              minRows={5}
              maxRows={16}
              maxLength={5_000}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={error}
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={pending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
