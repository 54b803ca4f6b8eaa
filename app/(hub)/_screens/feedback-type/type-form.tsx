"use client";

import { Group, Stack } from "@mantine/core";
import { useRouter } from "next/navigation";
import { CheckboxField, RadioField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { KeyField } from "@/components/form/key-field";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { NumberField } from "@/components/form/number-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import type { Seen } from "@/lib/audit/last-change";
import type { ScopeRef } from "@/lib/auth/authorize";
import { feedbackTypeInput, type FeedbackTypeInput } from "@/lib/feedback/schema";
import type { TeamChoice } from "@/lib/teams/queries";
import type { TypeUse } from "@/lib/feedback/type-use";
import { addType, changeType } from "./actions";
import { FieldRows } from "./field-rows";
import { ResolutionRows } from "./resolution-rows";
import { StatusRows } from "./status-rows";

interface TypeFormProps {
  scope: ScopeRef;
  /** Null for a new type. */
  id: string | null;
  first: FeedbackTypeInput;
  /** How many tickets have what; none for a new type. */
  use?: TypeUse;
  /** Who can be named as setting a status. */
  teams: TeamChoice[];
  /** What is known of its last change; none for a new type. */
  seen?: Seen | null;
  listHref: string;
}

/** A feedback type: what it is called, what is asked, and through which statuses its tickets go. */
export function TypeForm({ scope, id, first, use, teams, seen = null, listHref }: TypeFormProps) {
  const router = useRouter();
  const form = useZodForm(feedbackTypeInput, first);
  const save = useAction(
    ({ type, overwrite }: { type: FeedbackTypeInput; overwrite: boolean }) =>
      id ? changeType(scope, { id, type, seen: overwrite ? null : seen }) : addType(scope, type),
    {
      form,
      success: id ? "Feedback type saved" : "Feedback type created",
      onSuccess: () => router.push(listHref),
    },
  );
  const saved = {
    fields: id ? first.fields.map(({ key }) => key) : [],
    statuses: id ? first.statuses.map(({ key }) => key) : [],
    resolutions: id ? first.resolutions.map(({ key }) => key) : [],
  };
  return (
    <Form form={form} onSubmit={(type) => saveUnlessStale((overwrite) => save.run({ type, overwrite }), form)} wide>
      <Section title="Feedback type">
        <Stack gap="md" maw="var(--fp-measure)">
          <TextField name="name" label="Name" placeholder="Bug report" required />
          <TextField
            name="prefix"
            label="Prefix"
            help="Tickets are called after it, for example BUG-42. Capital letters and digits."
            mono
            required
          />
          {id ? (
            <TextField name="key" label="Key" help="Part of addresses; it stays." mono disabled />
          ) : (
            <KeyField help="Letters a–z, digits and -. Part of addresses; it cannot change later." />
          )}
          <TextArea name="description" label="Description" help="Shown to testers above the form." />
          <RadioField
            name="defaultVisibility"
            label="New tickets are"
            options={[
              { value: "private", label: "Private", help: "Seen by the submitter and staff." },
              { value: "public", label: "Public", help: "Seen by everyone in the project, who can comment." },
            ]}
          />
          <CheckboxField
            name="takesFiles"
            label="Testers may attach files"
            help="Screenshots, logs, recordings. Staff always may."
          />
        </Stack>
      </Section>
      <Section title="Fields" description="What a ticket asks besides its title, in this order.">
        <FieldRows saved={saved.fields} />
      </Section>
      <Section
        title="Statuses"
        description="A new ticket gets the one marked so. Closed statuses end the work on a ticket. Macros, listeners and project managers set them all; others as “Set by” says."
      >
        <StatusRows saved={saved.statuses} use={use?.statuses ?? {}} teams={teams} />
      </Section>
      <Section
        title="Resolutions"
        description="How the work on a ticket ended, beside its status. A ticket need not have one."
      >
        <ResolutionRows saved={saved.resolutions} use={use?.resolutions ?? {}} />
      </Section>
      <Section
        title="Popularity and impact"
        description="What each of these adds to the popularity of a ticket. Impact is popularity times weight: the weights of the options chosen, and the impact factors of the submitter’s teams. A change counts for all tickets at once."
      >
        <Group gap="md" align="flex-start">
          <NumberField name="duplicateWeight" label="A duplicate" min={0} max={100} />
          <NumberField name="voteWeight" label="A vote" min={0} max={100} />
          <NumberField name="commentWeight" label="A comment" min={0} max={100} />
        </Group>
      </Section>
      <FormActions submit={id ? "Save" : "Create feedback type"} pending={save.pending}>
        <ButtonLink href={listHref} variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
