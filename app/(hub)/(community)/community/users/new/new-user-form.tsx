"use client";

import { useRouter } from "next/navigation";
import { z } from "zod";
import { RadioField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { PasswordField } from "@/components/form/password-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import type { CommunityRole } from "@/lib/auth/permissions";
import { newUser, password, username } from "@/lib/users/schema";
import { communityRoleOptions } from "@/app/(hub)/_screens/accounts/community-role-options";
import { addUser } from "./actions";

// A field left empty means: not given.
const newUserForm = newUser.extend({
  username: z.union([z.literal("").transform(() => undefined), username]),
  password: z.union([z.literal("").transform(() => undefined), password]),
});

export function NewUserForm({ role }: { role: CommunityRole }) {
  const router = useRouter();
  const form = useZodForm(newUserForm, {
    email: "",
    username: "",
    firstName: "",
    lastName: "",
    password: "",
    communityRole: role,
  });
  const save = useAction((input: z.output<typeof newUserForm>) => addUser("community", input), {
    form,
    success: ({ username: name }) => `${name} has an account now`,
    onSuccess: ({ id }) => router.push(`/community/users/${id}`),
  });
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="email" label="E-mail" type="email" autoComplete="off" required />
      <TextField
        name="username"
        label="Username"
        help="Made from the e-mail address if left empty."
        autoComplete="off"
      />
      <TextField name="firstName" label="First name" autoComplete="off" />
      <TextField name="lastName" label="Last name" autoComplete="off" />
      <RadioField name="communityRole" label="Role in the community" options={communityRoleOptions} />
      <PasswordField
        name="password"
        label="Password"
        help="At least 10 characters. Without one this person cannot sign in yet."
        autoComplete="new-password"
      />
      <FormActions submit="Create user" pending={save.pending}>
        <ButtonLink href="/community/users" variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
