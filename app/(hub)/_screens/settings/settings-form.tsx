"use client";

import { useRouter } from "next/navigation";
import type { z } from "zod";
import { ZoneField } from "@/app/(hub)/_screens/zone-field";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import { communityInput, type CommunityInput } from "@/lib/community/schema";
import { saveSettings } from "./actions";

interface SettingsFormProps {
  community: z.input<typeof communityInput>;
  origin: { inUse: string; source: "environment" | "setting" | "default" };
}

/** The settings that live in the database. */
export function SettingsForm({ community, origin }: SettingsFormProps) {
  const router = useRouter();
  const form = useZodForm(communityInput, community);
  const save = useAction((input: CommunityInput) => saveSettings("community", input), {
    form,
    success: "Settings saved",
    onSuccess: () => {
      form.reset(form.getValues());
      router.refresh();
    },
  });
  return (
    <Section title="Community">
      <Form form={form} onSubmit={save.run}>
        <TextField name="name" label="Community name" required />
        <ZoneField help="For people and projects that have not chosen their own." />
        <TextField
          name="baseUrl"
          label="Base URL"
          help={`Stands in links, mails and API endpoint URLs. In use now: ${origin.inUse}, ${sources[origin.source]}.`}
          placeholder="https://beta.example.com"
          mono
        />
        <SwitchField
          name="enhancedIntegrations"
          label="Enhanced integrations"
          help="Webhooks in macros and external listeners. While this is off, neither can be set up and listeners answer 404."
        />
        <NumberField
          name="bodyDays"
          label="Keep bodies of what was delivered"
          help="Requests, responses and what listeners received."
          suffix=" days"
          min={1}
        />
        <NumberField name="failedBodyDays" label="Keep bodies of failed sends" suffix=" days" min={1} />
        <NumberField
          name="attemptDays"
          label="Keep attempts and listener calls"
          help="The log itself, without bodies."
          suffix=" days"
          min={1}
        />
        <NumberField
          name="receiptDays"
          label="Keep receipts"
          help="By them a listener recognises a call that was sent twice."
          suffix=" days"
          min={1}
        />
        <FormActions submit="Save" pending={save.pending} />
      </Form>
    </Section>
  );
}

const sources = {
  environment: "from BASE_URL in the environment, which wins over this field",
  setting: "from this field",
  default: "because neither BASE_URL nor this field is set",
};
