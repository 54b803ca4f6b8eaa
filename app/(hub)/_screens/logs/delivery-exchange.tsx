"use client";

import { Tabs } from "@mantine/core";
import { Section } from "@/components/kit/section";
import type { LoggedDelivery } from "@/lib/macros/webhook-log";
import { AttemptCaptured } from "./attempt-captured";
import { AttemptResponse } from "./attempt-response";
import type { LoggedAttempt } from "./delivery-attempts";
import { DeliveryRequest } from "./delivery-request";

interface DeliveryExchangeProps {
  detail: LoggedDelivery;
  attempt: LoggedAttempt | null;
  keptDays: { delivered: number; failed: number };
}

/** What was sent, what one try got back, and what was stored of it. */
export function DeliveryExchange({ detail, attempt, keptDays }: DeliveryExchangeProps) {
  const cleared = clearedWords(detail, keptDays);
  return (
    <Section title={attempt ? `Request and response of attempt ${attempt.n}` : "Request"} flush>
      <Tabs defaultValue="request" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="request">Request</Tabs.Tab>
          <Tabs.Tab value="response">Response</Tabs.Tab>
          <Tabs.Tab value="captured">Captured</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="request" p="md">
          <DeliveryRequest request={detail.request} curl={detail.curl} cleared={cleared} />
        </Tabs.Panel>
        <Tabs.Panel value="response" p="md">
          <AttemptResponse attempt={attempt} cleared={cleared} />
        </Tabs.Panel>
        <Tabs.Panel value="captured" p="md">
          <AttemptCaptured captured={attempt?.captured ?? null} mayRead={detail.maySeeBodies} />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

function clearedWords(
  { maySeeBodies }: LoggedDelivery,
  { delivered, failed }: DeliveryExchangeProps["keptDays"],
): string {
  if (!maySeeBodies)
    return "Your role here does not include request and response bodies. A project manager or Support can see them.";
  return `This body was cleared. Bodies are kept for ${delivered} days, those of failed sends for ${failed}. A community manager can change that in Settings.`;
}
