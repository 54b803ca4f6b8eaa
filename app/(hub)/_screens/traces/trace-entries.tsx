import { IconBolt, IconDatabase, IconPencil, IconPlugConnected, IconWebhook } from "@/components/icons/icons";
import { recordChanges } from "@/app/(hub)/_screens/record/activity";
import classes from "@/app/(hub)/_screens/record/record.module.css";
import { deliveryTone, runTone } from "@/app/(hub)/_screens/runs/tones";
import { formatCount } from "@/components/kit/format";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import type { TimelineEntry } from "@/components/kit/timeline";
import type { CallStep, CaptureStep, ChangeStep, DeliveryStep, RunStep, TraceStep } from "@/lib/automation/trace";
import { runStateWords } from "@/lib/perform-action/states";
import { deliveryStateWord } from "@/lib/webhooks/schema";

/** The steps of a trace as a timeline shows them. `base` is the address of the project or the community. */
export function traceEntry(step: TraceStep, base: string): TimelineEntry {
  const { id, at } = step;
  switch (step.kind) {
    case "call":
      return { id, at, ...call(step, base) };
    case "run":
      return { id, at, ...run(step, base) };
    case "delivery":
      return { id, at, ...delivery(step, base) };
    case "capture":
      return { id, at, ...capture(step, base) };
    case "change":
      return { id, at, ...change(step, base) };
  }
}

type Shown = Omit<TimelineEntry, "id" | "at">;

function call({ id, listenerKey, outcome, subject }: CallStep, base: string): Shown {
  return {
    icon: <IconPlugConnected size={14} />,
    title: (
      <>
        <TextLink href={`${base}/logs/calls/${id}`}>Call to {listenerKey}</TextLink>
        {subject && ` for ${subject}`}: {outcome.replaceAll("_", " ")}
      </>
    ),
  };
}

function run(step: RunStep, base: string): Shown {
  const tone = runTone(step.state, step.counts);
  return {
    icon: <IconBolt size={14} />,
    tone,
    title: (
      <>
        Run of <TextLink href={`${base}/runs/${step.id}`}>{step.macro}</TextLink> on {recordsOf(step)}{" "}
        <StatusBadge tone={tone} variant="plain">
          {runStateWords[step.state].label}
        </StatusBadge>
      </>
    ),
    children: (
      <p>
        Started by {step.startedBy}
        {step.depth > 0 && ` · depth ${step.depth}`}
      </p>
    ),
  };
}

function recordsOf({ records, total }: RunStep): string {
  if (total === null) return "records that are being collected";
  const more = total - records.length;
  if (records.length === 0) return "no record";
  return more > 0 ? `${records.join(", ")} and ${formatCount(more)} more` : records.join(", ");
}

function delivery(step: DeliveryStep, base: string): Shown {
  const tone = deliveryTone[step.state];
  return {
    icon: <IconWebhook size={14} />,
    tone,
    title: (
      <>
        <TextLink href={`${base}/logs/deliveries/${step.id}`}>Webhook for {step.subject}</TextLink>{" "}
        <StatusBadge tone={tone} variant="plain">
          {`${deliveryStateWord(step)}${step.lastStatus ? ` ${step.lastStatus}` : ""}`}
        </StatusBadge>
      </>
    ),
  };
}

function capture({ deliveryId, subject, values }: CaptureStep, base: string): Shown {
  return {
    icon: <IconDatabase size={14} />,
    tone: "ok",
    title: (
      <>
        Stored from <TextLink href={`${base}/logs/deliveries/${deliveryId}`}>the answer for {subject}</TextLink>
      </>
    ),
    children: (
      <ul className={classes.changes}>
        {values.map(({ label, value }) => (
          <li key={label}>
            {label}: {value === null ? "empty" : String(value)}
          </li>
        ))}
      </ul>
    ),
  };
}

function change({ displayId, typeKey, by, changes }: ChangeStep, base: string): Shown {
  return {
    icon: <IconPencil size={14} />,
    title: (
      <>
        <b>{by}</b> changed <TextLink href={`${base}/feedback/${typeKey}/${displayId}`}>{displayId}</TextLink>
      </>
    ),
    children: recordChanges(changes),
  };
}
