"use client";

import { useRouter } from "next/navigation";
import { communityRoleOptions } from "@/app/(hub)/_screens/accounts/community-role-options";
import { RadioField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { userChange, type UserChange } from "@/lib/users/schema";
import { saveUser } from "./actions";

export function EditUserForm({ account }: { account: UserChange }) {
  const router = useRouter();
  const form = useZodForm(userChange, account);
  const save = useAction((input: UserChange) => saveUser("community", input), {
    form,
    success: "Account saved",
    onSuccess: () => router.push(`/community/users/${account.id}`),
  });
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="email" label="E-mail" type="email" autoComplete="off" required />
      <TextField name="username" label="Username" autoComplete="off" required />
      <TextField name="firstName" label="First name" autoComplete="off" />
      <TextField name="lastName" label="Last name" autoComplete="off" />
      <RadioField name="communityRole" label="Role in the community" options={communityRoleOptions} />
      <RadioField
        name="state"
        label="State"
        options={[
          { value: "active", label: "Active", help: "Can sign in." },
          { value: "disabled", label: "Disabled", help: "Cannot sign in; every session ends. Nothing is deleted." },
        ]}
      />
      <FormActions submit="Save" pending={save.pending}>
        <ButtonLink href={`/community/users/${account.id}`} variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
