"use client";

import { Button, Divider } from "@mantine/core";
import { signIn } from "next-auth/react";
import { Form } from "@/components/form/form";
import { PasswordField } from "@/components/form/password-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { newcomer, newcomerWithPassword, type Newcomer } from "@/lib/invitations/schema";
import { register } from "./actions";

interface RegisterFormProps {
  token: string;
  /** What the operator calls single sign-on; null when it is not set up. */
  singleSignOn: string | null;
}

/** A new account: with a password, or for single sign-on without one. */
export function RegisterForm({ token, singleSignOn }: RegisterFormProps) {
  const form = useZodForm(newcomerWithPassword, { firstName: "", lastName: "", password: "" });
  const accept = useAction((person: Newcomer) => register({ token, ...person }), {
    form,
    onSuccess: ({ email, path }) => {
      const { password } = form.getValues();
      void (password
        ? signIn("credentials", { email, password, callbackUrl: path })
        : signIn("oidc", { callbackUrl: path }));
    },
  });
  const acceptWithout = () => {
    form.setValue("password", "");
    const { firstName, lastName } = form.getValues();
    const person = newcomer.safeParse({ firstName, lastName });
    if (person.success) void accept.run(person.data);
  };
  return (
    <Form form={form} onSubmit={accept.run} guard={false}>
      <TextField name="firstName" label="First name" autoComplete="given-name" />
      <TextField name="lastName" label="Last name" autoComplete="family-name" />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        help="At least 10 characters."
        required
      />
      <Button type="submit" loading={accept.pending} fullWidth>
        Create account and join
      </Button>
      {singleSignOn && (
        <>
          <Divider label="or without a password" />
          <Button variant="default" loading={accept.pending} onClick={acceptWithout} fullWidth>
            Join with {singleSignOn}
          </Button>
        </>
      )}
    </Form>
  );
}
