"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { confirm } from "@/components/kit/confirm";
import type { LoggedDelivery } from "@/lib/macros/webhook-log";
import { cancelDelivery, giveUp, markDelivered, resendExactly, resendWithTodaysData } from "./actions";
import type { LogPlace } from "./log-place";
import classes from "./logs.module.css";

interface DeliveryActionsProps {
  place: LogPlace;
  detail: LoggedDelivery;
  onChanged: () => void;
}

/** Resend exactly, Resend with today's data, Cancel, and for what is held: Mark as delivered, Give up. */
export function DeliveryActions({ place, detail, onChanged }: DeliveryActionsProps) {
  const router = useRouter();
  const { delivery, macro } = detail;
  const { scope, root } = place;
  const input = { id: delivery.id };
  const resend = useAction(() => resendExactly(scope, input), { success: "Sending again", onSuccess: onChanged });
  const cancel = useAction(() => cancelDelivery(scope, input), { success: "Cancelled", onSuccess: onChanged });
  const mark = useAction(() => markDelivered(scope, input), { success: "Marked as delivered", onSuccess: onChanged });
  const give = useAction(() => giveUp(scope, input), { success: "Given up", onSuccess: onChanged });
  const rerun = useAction((again: boolean) => resendWithTodaysData(scope, { ...input, again }), {
    success: "Sending with today's data",
    onSuccess: ({ runId }) => router.push(`${root}/runs/${runId}`),
  });
  const askAndResend = async () => {
    if (delivery.state !== "delivered" || (await confirm(twiceWarning))) await resend.run(undefined);
  };
  const askAndRerun = async () => {
    const again = macro?.runOnce ?? false;
    if (await confirm(again ? onceWarning(delivery.subjectLabel) : rerunWarning)) await rerun.run(again);
  };
  const isHeld = delivery.state === "held";
  // There is nothing that could go out a second time.
  const wasNeverBuilt = delivery.state === "skipped" || delivery.state === "invalid";
  return (
    <div className={classes.actions}>
      {isHeld && (
        <>
          <Button variant="default" loading={mark.pending} onClick={() => void mark.run(undefined)}>
            Mark as delivered
          </Button>
          <Button variant="default" loading={give.pending} onClick={() => void give.run(undefined)}>
            Give up
          </Button>
        </>
      )}
      {(isHeld || delivery.state === "waiting") && (
        <Button variant="default" loading={cancel.pending} onClick={() => void cancel.run(undefined)}>
          Cancel
        </Button>
      )}
      {macro && (
        <Button
          variant={wasNeverBuilt ? "filled" : "default"}
          loading={rerun.pending}
          onClick={() => void askAndRerun()}
        >
          Resend with today&apos;s data
        </Button>
      )}
      {!wasNeverBuilt && (
        <Button
          variant={delivery.state === "delivered" ? "default" : "filled"}
          loading={resend.pending}
          onClick={() => void askAndResend()}
        >
          Resend exactly
        </Button>
      )}
    </div>
  );
}

const twiceWarning = {
  title: "Send the same request again?",
  message:
    "It was delivered already. The same request goes out under the same webhook-id. A receiver that does not look at that id does its work twice.",
  confirm: "Resend exactly",
};

const rerunWarning = {
  title: "Run the macro again with today's data?",
  message:
    "The whole macro runs on this record as both are now: a new request under a new webhook-id, and whatever else the macro does.",
  confirm: "Resend with today's data",
};

function onceWarning(label: string) {
  return {
    title: "This macro runs once per record",
    message: `It ran for ${label} already. Running it again sends a new request and does everything else the macro does once more.`,
    confirm: "Run it again all the same",
    danger: true,
  };
}
