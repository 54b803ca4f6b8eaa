"use client";

import { useRouter } from "next/navigation";
import { ZoneField } from "@/app/(hub)/_screens/zone-field";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ScopeRef } from "@/lib/auth/authorize";
import { projectChange, type ProjectChange } from "@/lib/projects/schema";
import { saveProject } from "./actions";

export function ProjectSettings({ scope, settings }: { scope: ScopeRef; settings: ProjectChange }) {
  const router = useRouter();
  const form = useZodForm(projectChange, settings);
  const save = useAction((input: ProjectChange) => saveProject(scope, input), {
    form,
    success: "Project saved",
    onSuccess: () => {
      form.reset(form.getValues());
      router.refresh();
    },
  });
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="name" label="Name" required />
      <TextArea name="description" label="Description" />
      <ZoneField help="“Today” in filters means this zone, so that everyone sees the same rows." />
      <SelectField
        name="state"
        label="State"
        options={[
          { value: "draft", label: "Draft" },
          { value: "active", label: "Active" },
          { value: "closed", label: "Closed" },
        ]}
        required
      />
      <SwitchField
        name="isTemplate"
        label="Template"
        help="New projects can start from it. Its external listeners, triggers and schedules do nothing."
      />
      <FormActions submit="Save" pending={save.pending} />
    </Form>
  );
}
