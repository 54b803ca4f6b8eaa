import { TextLink } from "@/components/kit/text-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { deliveryTone } from "@/app/(hub)/_screens/runs/tones";
import type { Can } from "@/lib/auth/actor";
import { listCalls } from "@/lib/listeners/calls";
import { listDeliveries } from "@/lib/webhooks/log";
import { deliveryStateWord } from "@/lib/webhooks/schema";
import classes from "./project-home.module.css";

const shown = 5;

/** Sends that failed or wait for a person, and calls that were refused, in the last day; nothing when all is well. */
export async function NeedsAttention({ actor, base, since }: { actor: Can<"logs.read">; base: string; since: string }) {
  const [deliveries, refused] = await Promise.all([
    listDeliveries(actor, { states: ["failed", "held", "blocked", "invalid"], from: since, limit: shown }),
    listCalls(actor, { answered: "refused" }),
  ]);
  const calls = refused.rows.filter(({ at }) => at >= since).slice(0, shown);
  if (deliveries.rows.length === 0 && calls.length === 0) return null;
  return (
    <Section
      title="Needs attention"
      description="Failed sends and refused listener calls of the last 24 hours."
      actions={<TextLink href={`${base}/logs`}>All logs</TextLink>}
    >
      <ul className={classes.attention}>
        {deliveries.rows.map((delivery) => (
          <li key={delivery.id}>
            <StatusBadge tone={deliveryTone[delivery.state]} variant="plain">
              {`${deliveryStateWord(delivery)}${delivery.lastStatus ? ` ${delivery.lastStatus}` : ""}`}
            </StatusBadge>
            <TextLink href={`${base}/logs/deliveries/${delivery.id}`}>
              {delivery.macro?.name ?? "A deleted macro"} → {delivery.subjectLabel}
            </TextLink>
            <span className={classes.when}>
              <RelativeTime at={delivery.createdAt} />
            </span>
          </li>
        ))}
        {calls.map((call) => (
          <li key={call.id}>
            <StatusBadge tone="warning" variant="plain">{`Refused ${call.status}`}</StatusBadge>
            <TextLink href={`${base}/logs/calls/${call.id}`}>
              Call to {call.listenerKey}: {call.outcome.replaceAll("_", " ")}
            </TextLink>
            <span className={classes.when}>
              <RelativeTime at={call.at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
