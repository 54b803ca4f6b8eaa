"use client";

import { useRouter } from "next/navigation";
import { z } from "zod";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import { ColorSchemeControl } from "@/components/shell/user-menu";
import { saveAccount } from "./actions";

const account = z.strictObject({ timeZone: z.string(), shortcuts: z.boolean(), emails: z.boolean() });

interface AccountFormProps {
  timeZone: string | null;
  shortcuts: boolean;
  /** Gets mails that one may turn off. */
  emails: boolean;
}

/** How this person's own screens look and behave, and whether they are written to. */
export function AccountForm({ timeZone, shortcuts, emails }: AccountFormProps) {
  const router = useRouter();
  const form = useZodForm(account, { timeZone: timeZone ?? "", shortcuts, emails });
  const save = useAction((input: z.output<typeof account>) => saveAccount("community", input), {
    form,
    success: "Preferences saved",
    onSuccess: () => {
      form.reset(form.getValues());
      router.refresh();
    },
  });
  return (
    <Section title="Screen and e-mails">
      <Form form={form} onSubmit={save.run}>
        <ColorSchemeControl />
        <SelectField
          name="timeZone"
          label="Time zone"
          help="Times are shown in it. Without one, the community’s zone is used."
          options={Intl.supportedValuesOf("timeZone").map((zone) => ({
            value: zone,
            label: zone.replaceAll("_", " "),
          }))}
          clearable
          placeholder="The community’s time zone"
        />
        <SwitchField name="shortcuts" label="Single-letter keyboard shortcuts" help="Press ? anywhere to see them." />
        <SwitchField
          name="emails"
          label="Get e-mails"
          help="About tickets you follow, and from the programme. What you have to know is sent all the same."
        />
        <FormActions submit="Save" pending={save.pending} />
      </Form>
    </Section>
  );
}
