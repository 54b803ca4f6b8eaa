import { TextLink } from "@/components/kit/text-link";
import { StatusBadge } from "@/components/kit/status-badge";
import { hasUsableKey } from "@/lib/api-keys/queries";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listFeedbackTypes } from "@/lib/feedback/types";
import { listCalls } from "@/lib/listeners/calls";
import { anyMacro } from "@/lib/macros/any-macro";
import { listDeliveries } from "@/lib/webhooks/log";
import { StepsSection } from "./steps-section";
import classes from "./project-home.module.css";

interface Step {
  title: string;
  done: boolean;
  href: string | null;
}

/** How far this project has come, from what is really there; gone once everything is done or it was put away. */
export async function FirstSteps({ actor, base }: { actor: Can<"macros.read">; base: string }) {
  const logs = also(actor, "logs.read");
  const [types, key, macro, sent, called] = await Promise.all([
    listFeedbackTypes(also(actor, "project.read")),
    hasUsableKey(),
    anyMacro(actor),
    listDeliveries(logs, { limit: 1 }),
    listCalls(logs, { answered: "accepted" }),
  ]);
  const steps: Step[] = [
    {
      title: "Make a feedback type",
      done: types.length > 0,
      href: `${base}/configuration/feedback-types/new`,
    },
    {
      title: may(actor, "apiKeys.write") ? "Create an API key" : "Create an API key (a community manager can)",
      done: key,
      href: may(actor, "apiKeys.write") ? "/community/api-keys/new" : null,
    },
    { title: "Create a macro", done: macro, href: `${base}/users/resources/new` },
    {
      title: "Send a first webhook, for example as a test send",
      done: sent.rows.length > 0,
      href: `${base}/users/resources`,
    },
    {
      title: "Receive a first call at an external listener",
      done: called.rows.length > 0,
      href: `${base}/users/automation`,
    },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <StepsSection id={base} title={`First steps: ${done} of ${steps.length} done`}>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step.title}>
            <StatusBadge tone={step.done ? "ok" : "neutral"} variant="plain">
              {step.done ? "Done" : "To do"}
            </StatusBadge>
            {step.done || !step.href ? step.title : <TextLink href={step.href}>{step.title}</TextLink>}
          </li>
        ))}
      </ol>
    </StepsSection>
  );
}
