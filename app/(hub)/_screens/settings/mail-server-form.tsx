"use client";

import { Alert, Button, Group, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { NumberField } from "@/components/form/number-field";
import { PasswordField } from "@/components/form/password-field";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useHydrated } from "@/components/form/use-hydrated";
import { useZodForm } from "@/components/form/use-zod-form";
import { confirm } from "@/components/kit/confirm";
import type { MailServerShown } from "@/lib/mail/mail-server";
import type { SmtpOutcome } from "@/lib/mail/transport";
import {
  mailSecurities,
  mailSecurityLabels,
  mailServerInput,
  type MailServerDraft,
  type MailServerInput,
} from "@/lib/mail/schema";
import { removeMailServer, saveMailServer, sendTestMail } from "./actions";

type Sent = SmtpOutcome & { to: string };

/** The mail server that the community sets for itself. */
export function MailServerForm({ stored, source }: Pick<MailServerShown, "stored" | "source">) {
  const router = useRouter();
  const isHydrated = useHydrated();
  const [sent, setSent] = useState<Sent | null>(null);
  const form = useZodForm<MailServerDraft, MailServerInput>(mailServerInput, draftOf(stored));
  const refresh = () => router.refresh();
  const save = useAction((input: MailServerInput) => saveMailServer("community", input), {
    form,
    success: "Mail server saved",
    onSuccess: refresh,
  });
  const remove = useAction(() => removeMailServer("community", {}), {
    success: "Mail server removed",
    onSuccess: refresh,
  });
  const test = useAction(() => sendTestMail("community", {}), { onSuccess: setSent });
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="host" label="Mail server" required mono placeholder="mail.example.com" />
      <NumberField
        name="port"
        label="Port"
        required
        min={1}
        max={65_535}
        help="Usually 587 with STARTTLS, 465 with TLS."
      />
      <SelectField
        name="security"
        label="Security"
        required
        options={mailSecurities.map((value) => ({ value, label: mailSecurityLabels[value] }))}
        help="With STARTTLS and TLS nothing is sent to a server that cannot prove its name."
      />
      <TextField name="username" label="User" autoComplete="off" help="Empty for a server that asks for none." />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        help={
          stored?.hasPassword
            ? "One is stored and is never shown. Type here to replace it."
            : "Stored encrypted, never shown again."
        }
      />
      <TextField
        name="sender"
        label="Sender"
        required
        placeholder="Aurora Beta <beta@example.com>"
        help="A name and an address, or the address alone."
      />
      <FormActions submit="Save" pending={save.pending}>
        {stored && (
          <Button
            variant="subtle"
            color="red"
            loading={remove.pending}
            onClick={async () => (await confirm(removal)) && (await remove.run(undefined))}
          >
            Remove
          </Button>
        )}
      </FormActions>
      {source !== "none" && (
        <Group>
          <Button
            variant="default"
            loading={test.pending}
            disabled={!isHydrated}
            onClick={() => void test.run(undefined)}
          >
            Send a test
          </Button>
          <Text fz="sm" c="dimmed">
            To your own address, with the settings that are saved.
          </Text>
        </Group>
      )}
      <div role="status">{sent && <Answer {...sent} />}</div>
    </Form>
  );
}

function Answer({ kind, answer, isSaid, to }: Sent) {
  const isSent = kind === "sent";
  return (
    <Alert
      color={isSent ? "green" : "red"}
      variant="light"
      title={isSent ? `The mail server took the test for ${to}` : "The test was not sent"}
    >
      {isSaid ? `The mail server said: ${answer}` : answer}
    </Alert>
  );
}

function draftOf(stored: MailServerShown["stored"]): MailServerDraft {
  const begins = { host: "", port: 587, security: "starttls", username: "", sender: "" } as const;
  if (!stored) return { ...begins, password: null };
  const { hasPassword: _, ...shape } = stored;
  return { ...shape, password: null };
}

const removal = {
  title: "Remove the mail server?",
  message: "Its password is deleted. Without another one, mail rests in the Mailbox.",
  confirm: "Remove mail server",
  danger: true,
};
