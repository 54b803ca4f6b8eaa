"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { EditorFields } from "@/app/(hub)/_screens/automation/editor-fields";
import { NextRuns } from "@/app/(hub)/_screens/schedules/next-runs";
import { TimingFields } from "@/app/(hub)/_screens/schedules/timing-fields";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import type { Seen } from "@/lib/audit/last-change";
import type { ScopeRef } from "@/lib/auth/authorize";
import { scheduleTiming } from "@/lib/automation/schedule-schema";
import type { DistributionRow } from "@/lib/distributions/queries";
import {
  defaultSubject,
  distributionInput,
  type DistributionDraft,
  type DistributionInput,
} from "@/lib/distributions/schema";
import { saveDistribution } from "./actions";
import { ContentFields, type Choice } from "./content-fields";
import { RecipientFields } from "./recipient-fields";
import { TestButton } from "./test-button";
import { useDeleteDistribution } from "./use-delete-distribution";

export interface DistributionChoices {
  elements: Choice[];
  teams: Choice[];
  example: { reportName: string; day: string; projectName: string; number: number };
}

interface DistributionEditorProps {
  scope: ScopeRef;
  /** The list's address. */
  base: string;
  report: { id: string; name: string };
  /** Null for a new one. */
  distribution: DistributionRow | null;
  choices: DistributionChoices;
  /** What a new one begins with. */
  begins: { startsAt: string; timeZone: string };
  mayChange: boolean;
  /** What was known of its last change. */
  seen: Seen | null;
}

/** When a report is mailed, to whom and how. */
export function DistributionEditor(props: DistributionEditorProps) {
  const { scope, base, distribution, choices, mayChange, seen } = props;
  const form = useZodForm<DistributionDraft, DistributionInput>(distributionInput, draftOf(props));
  const router = useRouter();
  const values = useWatch({ control: form.control, compute: (all: DistributionDraft) => all });
  const timing = useMemo(() => scheduleTiming.safeParse(values).data ?? null, [values]);
  // What is sent is the list as it was typed; the action reads it as the form does.
  const save = useAction(
    (overwrite: boolean) => saveDistribution(scope, { ...form.getValues(), seen: overwrite ? null : seen }),
    {
      form,
      success: distribution ? "Distribution saved" : "Distribution created",
      onSuccess: () => router.push(base),
    },
  );
  const submit = () => saveUnlessStale(save.run, form);
  const { id, name } = distribution ?? { id: "", name: "" };
  const deletion = useDeleteDistribution(scope, { id, name }, () => router.push(base));
  return (
    <div className={layout.columns}>
      <Form form={form} onSubmit={submit} wide>
        <EditorFields of="Distribution" mayWrite={mayChange}>
          <Section title="Distribution">
            <div className={layout.stack}>
              <TextField
                name="name"
                label="Name"
                required
                help="Stands at the end of every e-mail, so that its readers know what they get."
              />
              <SwitchField
                name="skipEmpty"
                label="Skip when empty"
                help="Not sent when no chosen element has anything to show."
              />
            </div>
          </Section>
          <RecipientFields teams={choices.teams} />
          <ContentFields elements={choices.elements} example={choices.example} readOnly={!mayChange} />
          <TimingFields />
        </EditorFields>
        {mayChange && (
          <FormActions pending={save.pending}>
            {distribution && (
              <Button variant="subtle" color="red" loading={deletion.pending} onClick={deletion.ask}>
                Delete
              </Button>
            )}
            <TestButton scope={scope} distributionId={distribution?.id ?? null} />
            <ButtonLink href={base} variant="default">
              Cancel
            </ButtonLink>
          </FormActions>
        )}
      </Form>
      <div className={layout.aside}>
        <NextRuns timing={timing} enabled={distribution === null || distribution.state === "on"} />
      </div>
    </div>
  );
}

function draftOf({ distribution, report, begins }: DistributionEditorProps): DistributionDraft {
  const timing = distribution?.timing ?? {
    ...begins,
    rate: "weekly" as const,
    weekdays: ["mon" as const],
    monthDay: null,
    pattern: null,
    endsAt: null,
  };
  return {
    id: distribution?.id ?? null,
    reportId: report.id,
    name: distribution?.name ?? "",
    subject: distribution?.subject ?? defaultSubject,
    note: distribution?.note ?? "",
    formats: distribution?.formats ?? ["pdf", "xlsx"],
    elementIds: distribution?.elementIds ?? [],
    teamIds: distribution?.teams.map(({ id }) => id) ?? [],
    addresses: distribution?.addresses.join("\n") ?? "",
    skipEmpty: distribution?.skipEmpty ?? true,
    ...timing,
    // What monthly begins with, should it be chosen.
    monthDay: timing.monthDay ?? String(Number(timing.startsAt.slice(8, 10))),
  };
}
