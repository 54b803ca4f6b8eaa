"use client";

import { useRouter } from "next/navigation";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Condition } from "@/lib/conditions/schema";
import { defaultSubject, mailNowInput, type MailNowDraft, type MailNowInput } from "@/lib/distributions/schema";
import { mailNow } from "./actions";
import { ContentFields } from "./content-fields";
import type { DistributionChoices } from "./distribution-editor";
import { RecipientFields } from "./recipient-fields";
import { TestButton } from "./test-button";

interface MailNowFormProps {
  scope: ScopeRef;
  /** The address of the distributions. */
  base: string;
  reportId: string;
  /** What whoever sends it chose in the report's controls. */
  chosen: Condition | undefined;
  choices: DistributionChoices;
}

/** Sends a report at once, to whom one likes. */
export function MailNowForm({ scope, base, reportId, chosen, choices }: MailNowFormProps) {
  const router = useRouter();
  const form = useZodForm<MailNowDraft, MailNowInput>(mailNowInput, {
    reportId,
    subject: defaultSubject,
    note: "",
    formats: ["pdf", "xlsx"],
    elementIds: [],
    teamIds: [],
    addresses: "",
    chosen,
  });
  const send = useAction(() => mailNow(scope, form.getValues()), {
    form,
    success: "The report is on its way",
    onSuccess: ({ issueId }) => router.push(`${base}/issues/${issueId}`),
  });
  return (
    <Form form={form} onSubmit={() => send.run(undefined)}>
      <div className={layout.stack}>
        <RecipientFields teams={choices.teams} />
        <ContentFields elements={choices.elements} example={choices.example} readOnly={false} />
      </div>
      <FormActions submit="Send" dirty="Not sent yet" pending={send.pending}>
        <TestButton scope={scope} distributionId={null} />
        <ButtonLink href={base} variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
