"use client";

import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { announce } from "@/components/kit/live-region";
import { readJson } from "@/lib/json/read";
import type { JsonValue } from "@/lib/json/value";
import type { RecordChoice } from "@/lib/macros/record-choices";
import type { TestSendResult } from "@/lib/webhooks/test-send";
import { sendTest } from "./actions";
import type { EditorPlace } from "./editor-context";
import { webhookInput, type GroupTargets } from "./macro-draft";
import { completed, type MacroFormApi } from "./macro-form";

interface TestSendOptions {
  place: EditorPlace;
  macroId: string | null;
  form: Pick<MacroFormApi, "getValues" | "trigger">;
  targets: GroupTargets;
}

/** Sends one webhook as typed, and keeps each webhook's last answer. */
export function useTestSend({ place, macroId, form, targets }: TestSendOptions) {
  const [results, setResults] = useState<ReadonlyMap<string, TestSendResult>>(new Map());
  const [answers, setAnswers] = useState<ReadonlyMap<string, JsonValue>>(new Map());
  const send = useAction((input: unknown) => sendTest(place.scope, input));

  const run = async (webhookId: string, record: RecordChoice | null) => {
    const { webhooks, secrets } = completed(form.getValues());
    const index = webhooks.findIndex(({ id }) => id === webhookId);
    const webhook = webhooks[index];
    if (!webhook || !record) return;
    const needed = [`webhooks.${index}.url`, `webhooks.${index}.headers`, "secrets"] as const;
    if (!(await form.trigger(needed, { shouldFocus: true }))) {
      announce("The web request is not complete yet.");
      return;
    }
    const result = await send.run({
      // What is captured does not matter to a test.
      action: webhookInput({ ...webhook, captures: false }, secrets, targets),
      recordId: record.id,
      macroId,
      target: place.home.target,
      ...(place.home.target === "feedback" && { feedbackTypeId: place.home.typeId }),
    });
    if (!result?.ok) return;
    setResults((before) => new Map(before).set(webhookId, result.value));
    const body = readJson(result.value.response?.body ?? "", { depth: 64, keys: 10_000 });
    setAnswers((before) => {
      const after = new Map(before);
      if (body.ok) after.set(webhookId, body.value);
      else after.delete(webhookId);
      return after;
    });
    const { request, response, verdict } = result.value;
    announce(request ? `The test was answered: ${response?.status ?? "no answer"}` : verdict.message);
  };
  return { run, pending: send.pending, results, answers };
}
