import { TextLink } from "@/components/kit/text-link";
import type { LoggedDelivery } from "@/lib/macros/webhook-log";
import { causeWords } from "@/lib/macros/webhook-log-schema";
import { deliveryHref, type LogPlace } from "./log-place";
import classes from "./logs.module.css";

/** What led to this delivery, step by step. */
export function DeliveryTrace({ place, detail }: { place: LogPlace; detail: LoggedDelivery }) {
  const { delivery, run, callId, repeats } = detail;
  const cause = delivery.cause;
  const words = cause ? [causeWords[cause.kind], cause.label].filter(Boolean).join(" ") : "Unknown cause";
  return (
    <nav aria-label="Trace">
      <ol className={classes.trace}>
        {repeats && (
          <li>
            <TextLink href={deliveryHref(place, repeats)}>The delivery it repeats</TextLink>
          </li>
        )}
        <li>{callId ? <TextLink href={`${place.root}/logs/calls/${callId}`}>{words}</TextLink> : words}</li>
        <li>
          {run ? (
            <TextLink href={`${place.root}/runs/${run.id}`}>
              Run of {delivery.macro?.name ?? "a deleted macro"}
            </TextLink>
          ) : (
            "Run no longer kept"
          )}
        </li>
        <li aria-current="page">
          This delivery, by version {delivery.macroVersion} of the macro, webhook-id <code>{delivery.id}</code>
        </li>
        {run && (
          <li>
            <TextLink href={`${place.root}/traces/${run.chainId}`}>All of this chain</TextLink>
          </li>
        )}
      </ol>
    </nav>
  );
}
