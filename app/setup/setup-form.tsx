"use client";

import { Button, Stack, Text, Title } from "@mantine/core";
import { signIn } from "next-auth/react";
import { Form } from "@/components/form/form";
import { PasswordField } from "@/components/form/password-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { firstRun } from "@/lib/community/first-run-schema";
import { setUp } from "./actions";

export function SetupForm({ timeZone }: { timeZone: string }) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone || timeZone;
  const form = useZodForm(firstRun, {
    community: "",
    firstName: "",
    lastName: "",
    email: "",
    password: "",
    timeZone: here,
  });
  const save = useAction(setUp, {
    form,
    onSuccess: () => {
      const { email, password } = form.getValues();
      void signIn("credentials", { email, password, callbackUrl: "/" });
    },
  });
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Title order={1} size="h3">
          Welcome to Fieldpost
        </Title>
        <Text c="dimmed">Nobody has an account yet. Create the first one: you become community manager.</Text>
      </Stack>
      <Form form={form} onSubmit={save.run} guard={false}>
        <TextField name="community" label="Name of your community" placeholder="Acme Beta" required />
        <TextField name="firstName" label="First name" autoComplete="given-name" />
        <TextField name="lastName" label="Last name" autoComplete="family-name" />
        <TextField name="email" label="E-mail" type="email" autoComplete="username" required />
        <PasswordField
          name="password"
          label="Password"
          autoComplete="new-password"
          help="At least 10 characters."
          required
        />
        <Button type="submit" loading={save.pending} fullWidth>
          Create account and sign in
        </Button>
      </Form>
    </Stack>
  );
}
