"use client";

import { Alert, Button, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { IconAlertTriangle } from "@/components/icons/icons";
import { CopyField } from "@/components/kit/copy-field";
import { Section } from "@/components/kit/section";
import type { NewApiKey } from "@/lib/api-keys/schema";

interface ShownOnceProps {
  title: string;
  made: NewApiKey;
  onDone: () => void;
  children?: ReactNode;
}

/** The secret of a key, the only time it is seen. */
export function ShownOnce({ title, made, onDone, children }: ShownOnceProps) {
  return (
    <Section title={title}>
      <Stack gap="md">
        <CopyField label="API key" value={made.key} />
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />} title="Copy it now">
          This is the only time the key is shown. We keep no copy: if it is lost, rotate the key to get another.
        </Alert>
        {children}
        <Text fz="sm">
          A sender that can only store a URL does not need it: the API endpoint URL of a listener carries a token made
          from this key.
        </Text>
        <div>
          <Button onClick={onDone}>I have copied it</Button>
        </div>
      </Stack>
    </Section>
  );
}
