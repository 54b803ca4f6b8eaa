"use client";

import { Tabs, Text } from "@mantine/core";
import { CodeBlock } from "@/components/code/code-block";
import { Section } from "@/components/kit/section";
import { packageSamples } from "@/lib/data-packages/samples";
import type { PackageKind } from "@/lib/data-packages/schema";
import classes from "./data-package.module.css";

/** What other programs are told, for copying, as the form stands. */
export function PackageSamples({ kind, url }: { kind: PackageKind; url: string | null }) {
  if (url === null) return null;
  const samples = packageSamples({ kind, url });
  return (
    <Section title="How to ask for it">
      <Tabs defaultValue="curl" keepMounted={false} className={classes.samples}>
        <Tabs.List>
          {samples.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {samples.map(({ id, label, code, note }) => (
          <Tabs.Panel key={id} value={id} pt="xs">
            <CodeBlock label={`For ${label}`} code={code} maxHeight={320} />
            <Text fz="sm" c="dimmed" mt="xs">
              {note}
            </Text>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}
