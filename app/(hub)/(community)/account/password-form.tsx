"use client";

import type { z } from "zod";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { PasswordField } from "@/components/form/password-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import { passwordChange } from "@/lib/users/schema";
import { changePassword } from "./actions";

const empty = { current: "", next: "" };

export function PasswordForm() {
  const form = useZodForm(passwordChange, empty);
  const save = useAction((input: z.output<typeof passwordChange>) => changePassword("community", input), {
    form,
    success: "Password changed. Your other sessions were signed out.",
    onSuccess: () => form.reset(empty),
  });
  return (
    <Section title="Password">
      <Form form={form} onSubmit={save.run}>
        <PasswordField name="current" label="Present password" autoComplete="current-password" />
        <PasswordField name="next" label="New password" autoComplete="new-password" help="At least 10 characters." />
        <FormActions submit="Change password" pending={save.pending} />
      </Form>
    </Section>
  );
}
