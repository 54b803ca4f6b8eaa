import { TextLink } from "@/components/kit/text-link";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { deliveryTone } from "@/app/(hub)/_screens/runs/tones";
import { deliveryStates, deliveryStateWords, type DeliveryState } from "@/lib/webhooks/schema";
import classes from "./record.module.css";

interface WebhookCountsProps {
  /** "Webhooks of this ticket". */
  title: string;
  counts: Partial<Record<DeliveryState, number>>;
  logHref: string;
}

/** How the sends of one record stand, and its own Macro webhook log in one click. */
export function WebhookCounts({ title, counts, logHref }: WebhookCountsProps) {
  const present = deliveryStates.filter((state) => (counts[state] ?? 0) > 0);
  return (
    <Section title={title}>
      <div className={classes.links}>
        {present.length > 0 && (
          <div className={classes.status}>
            {present.map((state) => (
              <StatusBadge key={state} tone={deliveryTone[state]}>
                {`${counts[state]} ${deliveryStateWords[state].label}`}
              </StatusBadge>
            ))}
          </div>
        )}
        {present.length === 0 && <span className={classes.quiet}>None was sent yet.</span>}
        <TextLink href={logHref}>Macro webhook log</TextLink>
      </div>
    </Section>
  );
}
