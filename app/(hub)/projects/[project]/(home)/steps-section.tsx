"use client";

import { Button } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Section } from "@/components/kit/section";

/** Can be put away, and brought back; this browser remembers. */
export function StepsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const [hidden, setHidden] = useLocalStorage({ key: `first-steps:${id}`, defaultValue: false });
  return hidden ? (
    <Button variant="subtle" size="compact-sm" style={{ alignSelf: "flex-start" }} onClick={() => setHidden(false)}>
      Show the first steps
    </Button>
  ) : (
    <Section
      title={title}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setHidden(true)}>
          Hide
        </Button>
      }
    >
      {children}
    </Section>
  );
}
