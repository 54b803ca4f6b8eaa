"use client";

import { Tabs, Text } from "@mantine/core";
import { CodeBlock } from "@/components/code/code-block";
import { Section } from "@/components/kit/section";
import { sampleRequests } from "@/lib/listeners/samples";
import { lookupOf, type ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";

/** The request that another system has to send, for copying, as the form stands. */
export function SampleRequests({ values, url }: { values: ListenerForm; url: string | null }) {
  const requests = sampleRequests({ url: url?.split("?")[0] ?? "https://…/VALUE", ...sampleOf(values) });
  return (
    <Section title="Sample request" description="The JSON body must be JSON encoded.">
      <Tabs defaultValue="curl" keepMounted={false} className={classes.samples}>
        <Tabs.List>
          {requests.map(({ language, label }) => (
            <Tabs.Tab key={language} value={language}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {requests.map(({ language, label, code }) => (
          <Tabs.Panel key={language} value={language} pt="xs">
            <CodeBlock label={`Sample request, ${label}`} code={code} maxHeight={320} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <Text fz="sm" c="dimmed" mt="xs">
        FIELDPOST_API_KEY stands for the API key itself. A sender that can only store a URL takes the API endpoint URL
        with its token, and needs no such header.
      </Text>
    </Section>
  );
}

export function sampleOf(values: ListenerForm) {
  const { kind, fields, authorField, commentField } = values;
  return {
    kind,
    lookup: lookupOf(values),
    fields: kind === "external_data" ? fields.map((field) => ({ ...field, archived: false })) : [],
    authorField,
    commentField,
  };
}
