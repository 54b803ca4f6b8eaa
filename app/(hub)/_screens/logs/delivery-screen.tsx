"use client";

import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deliveryTone } from "@/app/(hub)/_screens/runs/tones";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { ErrorState } from "@/components/states/error-state";
import type { LoggedDelivery } from "@/lib/macros/webhook-log";
import { deliveryStateWord, isFinal } from "@/lib/webhooks/schema";
import { Countdown } from "./countdown";
import { DeliveryActions } from "./delivery-actions";
import { DeliveryAttempts } from "./delivery-attempts";
import { DeliveryExchange } from "./delivery-exchange";
import { DeliveryTrace } from "./delivery-trace";
import { DeliveryWhy } from "./delivery-why";
import { statusCode } from "./delivery-words";
import type { LogPlace } from "./log-place";
import classes from "./logs.module.css";

interface DeliveryScreenProps {
  place: LogPlace;
  first: LoggedDelivery;
  /** Days that bodies are kept: of what arrived, and of what failed. */
  keptDays: { delivered: number; failed: number };
  mayResend: boolean;
}

/** One delivery, live until nothing more will come by itself. */
export function DeliveryScreen({ place, first, keptDays, mayResend }: DeliveryScreenProps) {
  const answer = useQuery({
    queryKey: ["delivery", first.delivery.id],
    queryFn: ({ signal }) => read(place, first.delivery.id, signal),
    initialData: first,
    refetchInterval: ({ state: { data } }) => (data && isFinal(data.delivery.state) ? false : 1_500),
  });
  const detail = answer.data;
  const { delivery, attempts } = detail;
  const [chosen, setChosen] = useState<number | null>(null);
  const attempt = attempts.find(({ n }) => n === chosen) ?? attempts.at(-1) ?? null;
  const code = statusCode(delivery);
  return (
    <Stack gap="lg">
      {answer.isError && (
        <ErrorState title="This delivery could not be read again" onRetry={() => void answer.refetch()}>
          What you see below may be old.
        </ErrorState>
      )}
      <div className={classes.summary}>
        <div className={classes.status} role="status">
          <StatusBadge tone={deliveryTone[delivery.state]}>
            {`${deliveryStateWord(delivery)}${code ? ` · ${code}` : ""}`}
          </StatusBadge>
          {delivery.isTest && <StatusBadge tone="info">Test send</StatusBadge>}
          {delivery.state === "waiting" && <Countdown to={delivery.nextAt} />}
          <span>
            attempt {delivery.attempt} of {Math.max(delivery.attempt, delivery.maxAttempts)}
          </span>
        </div>
        {mayResend && !delivery.isTest && (
          <DeliveryActions place={place} detail={detail} onChanged={() => void answer.refetch()} />
        )}
      </div>
      <DeliveryWhy detail={detail} />
      <Section title="Attempts" flush>
        <DeliveryAttempts attempts={attempts} chosen={attempt?.n ?? null} onChoose={setChosen} />
      </Section>
      <DeliveryExchange detail={detail} attempt={attempt} keptDays={keptDays} />
      <DeliveryTrace place={place} detail={detail} />
    </Stack>
  );
}

async function read(place: LogPlace, id: string, signal: AbortSignal): Promise<LoggedDelivery> {
  const query = place.scope === "community" ? "" : `?project=${encodeURIComponent(place.scope.project)}`;
  const response = await fetch(`/api/deliveries/${id}${query}`, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as LoggedDelivery;
}
