"use client";

import { z } from "zod";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { PasswordField } from "@/components/form/password-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { password } from "@/lib/users/schema";
import { setPassword } from "./actions";

const newPassword = z.strictObject({ password });

export function SetPasswordForm({ id }: { id: string }) {
  const form = useZodForm(newPassword, { password: "" });
  const save = useAction((input: z.output<typeof newPassword>) => setPassword("community", { id, ...input }), {
    form,
    success: "Password set",
    onSuccess: () => form.reset({ password: "" }),
  });
  return (
    <Form form={form} onSubmit={save.run} guard={false}>
      <PasswordField
        name="password"
        label="New password"
        help="At least 10 characters."
        autoComplete="new-password"
        required
      />
      <FormActions submit="Set password" pending={save.pending} />
    </Form>
  );
}
