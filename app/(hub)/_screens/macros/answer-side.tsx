"use client";

import { Skeleton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useFormContext, useWatch } from "react-hook-form";
import type { TestSendResult } from "@/lib/webhooks/test-send";
import { AnswerView } from "./answer-view";
import { useEditor } from "./editor-context";
import { newGroup, type MacroForm } from "./macro-form";
import { proposeCapture } from "./propose-capture";

interface AnswerSideProps {
  webhookId: string;
  result: TestSendResult | null;
  pending: boolean;
}

/** The last test's answer; a click on a value makes it a return value of the webhook. */
export function AnswerSide({ webhookId, result, pending }: AnswerSideProps) {
  const { place, readOnly } = useEditor();
  const { control, getValues, setValue } = useFormContext<MacroForm>();
  const webhooks = useWatch({ control, name: "webhooks" });
  const index = webhooks.findIndex(({ id }) => id === webhookId);
  const webhook = webhooks[index];
  if (pending) return <Skeleton height={160} aria-label="Waiting for the answer" />;
  if (!result || !webhook) return null;

  const group = place.groups.find(({ id }) => id === webhook.capture.groupId);
  const held = group?.fields.map(({ parameter }) => parameter) ?? [];
  const picked = webhook.captures ? [...held, ...webhook.capture.rows.map(({ parameter }) => parameter)] : [];
  const pick = (path: string, value: Parameters<typeof proposeCapture>[1]) => {
    if (picked.includes(path)) return;
    if (group && !group.editable) {
      notifications.show({
        color: "yellow",
        message: `“${group.label}” belongs to the community. Choose another data group to capture more.`,
      });
      return;
    }
    const name = `webhooks.${index}` as const;
    const rows = getValues(`${name}.capture.rows`);
    const row = proposeCapture(path, value);
    const free = rows.findIndex(({ label, parameter }) => label === "" && parameter === "");
    const filled = free < 0 ? [...rows, row] : rows.with(free, row);
    const changed = { shouldDirty: true };
    setValue(`${name}.captures`, true, changed);
    if (!webhook.capture.groupId) setValue(`${name}.capture.groupId`, newGroup, changed);
    setValue(`${name}.capture.rows`, filled, changed);
  };
  return <AnswerView result={result} onPick={readOnly || !place.mayWriteGroups ? undefined : pick} picked={picked} />;
}
