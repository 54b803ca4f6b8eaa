import { Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface AutomationSectionProps {
  title: string;
  /** The button that makes another one. */
  create: ReactNode;
  children: ReactNode;
}

/** One way in which macros are started or data comes in: triggers, schedules, external listeners. */
export function AutomationSection({ title, create, children }: AutomationSectionProps) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Group justify="space-between">
        <Title order={2} fz="md">
          {title}
        </Title>
        {create}
      </Group>
      {children}
    </Stack>
  );
}
