"use client";

import { Alert, Button, Divider, Stack, Text, Title } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { z } from "zod";
import { Form } from "@/components/form/form";
import { PasswordField } from "@/components/form/password-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { signInWords } from "./sign-in-words";

const credentials = z.strictObject({
  email: z.string().trim().min(1, "Type your e-mail address or username."),
  password: z.string().min(1, "Type your password."),
});

interface SignInFormProps {
  to: string;
  /** What the operator calls single sign-on; null when it is not set up. */
  singleSignOn: string | null;
  problem: string | null;
}

export function SignInForm({ to, singleSignOn, problem }: SignInFormProps) {
  const form = useZodForm(credentials, { email: "", password: "" });
  const [message, setMessage] = useState(problem ? signInWords(problem, singleSignOn) : null);
  const [pending, setPending] = useState(false);

  const submit = async (values: z.output<typeof credentials>) => {
    setPending(true);
    setMessage(null);
    // Without an address of its own next-auth reads the old `?error=` of this page back as the answer.
    const answer = await signIn("credentials", { ...values, redirect: false, callbackUrl: "/" });
    if (answer?.ok && !answer.error) {
      // A whole new page: nothing of the signed-out state may linger.
      window.location.assign(to);
      return;
    }
    setPending(false);
    setMessage(signInWords(answer?.error ?? "Unreachable", singleSignOn));
    form.resetField("password");
    form.setFocus("password");
  };

  return (
    <Stack gap="lg">
      <Title order={1} size="h3">
        Sign in to Fieldpost
      </Title>
      {message && (
        <Alert color="red" variant="light" role="alert">
          {message}
        </Alert>
      )}
      <Form form={form} onSubmit={submit} guard={false}>
        <TextField name="email" label="E-mail or username" autoComplete="username" />
        <PasswordField name="password" label="Password" autoComplete="current-password" />
        <Button type="submit" loading={pending} fullWidth>
          Sign in
        </Button>
      </Form>
      {singleSignOn && (
        <>
          <Divider label="or" />
          <Button variant="default" onClick={() => void signIn("oidc", { callbackUrl: to })}>
            Sign in with {singleSignOn}
          </Button>
        </>
      )}
      <Text size="sm" c="dimmed">
        Forgot your password? A community manager can set a new one, or the operator with{" "}
        <code>npm run -s admin -- user reset-password</code>.
      </Text>
    </Stack>
  );
}
