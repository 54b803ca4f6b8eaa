"use client";

import { Alert, Tabs, Text } from "@mantine/core";
import { CodeBlock } from "@/components/code/code-block";
import { DefinitionList } from "@/components/kit/definition-list";
import { formatCount, formatDuration } from "@/components/kit/format";
import { actionLabels } from "@/lib/macros/schema";
import type { DryRun } from "@/lib/perform-action/dry-run";
import type { ActionPreview } from "@/lib/macros/preview";

/** How many, who is left out and why, where it goes, and the exact requests of the first records. */
export function DryRunSummary({ dry, kind }: { dry: DryRun; kind: "user" | "feedback" }) {
  const noun = kind === "user" ? "users" : "tickets";
  return (
    <>
      <DefinitionList
        items={[
          { term: "Will run on", value: `${formatCount(dry.willRun)} of ${formatCount(dry.count)} ${noun}` },
          { term: "Does", value: dry.macro.does.map((action) => actionLabels[action]).join(", ") || "Nothing yet" },
          ...dry.skips.map((skip) => ({
            term: skip.what === "record" ? "Left out" : "No e-mail",
            value: `${formatCount(skip.count)}: ${skip.reason}`,
          })),
          ...dry.sends.map((send) => ({
            term: "Sends to",
            value: `${send.origin}: ${formatCount(send.requests)} requests${send.perSecond ? `, ${send.perSecond} a second, about ${formatDuration((send.seconds ?? 0) * 1000)}` : ""}`,
          })),
        ]}
      />
      {dry.willRun === 0 && (
        <Alert color="yellow" variant="light">
          There is nothing to run on. Change the filter or the selection.
        </Alert>
      )}
      {dry.samples.length > 0 && (
        <Tabs defaultValue={dry.samples[0]?.recordId} keepMounted={false}>
          <Tabs.List aria-label="Records to look at">
            {dry.samples.map((sample) => (
              <Tabs.Tab key={sample.recordId} value={sample.recordId}>
                {sample.label}
                <Text span size="xs" c="dimmed" ml={6}>
                  {sample.why}
                </Text>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {dry.samples.map((sample) => (
            <Tabs.Panel key={sample.recordId} value={sample.recordId} pt="sm">
              {sample.actions.map((action) => (
                <Preview key={action.actionId} preview={action} />
              ))}
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </>
  );
}

function Preview({ preview }: { preview: ActionPreview }) {
  if (preview.kind === "problem") {
    return (
      <Alert color="red" variant="light" title="Will not be sent">
        {preview.message}
      </Alert>
    );
  }
  if (preview.kind === "not_sent") {
    return (
      <Alert color="gray" variant="light">
        {preview.message}
      </Alert>
    );
  }
  if (preview.kind === "texts") {
    return preview.texts.map(({ field, text }) => (
      <Text key={field} size="sm" style={{ whiteSpace: "pre-wrap" }}>
        {text}
      </Text>
    ));
  }
  const { method, url, body } = preview.request;
  return <CodeBlock label={`${method} ${url}`} code={body ?? "(no body)"} language="json" maxHeight={320} />;
}
