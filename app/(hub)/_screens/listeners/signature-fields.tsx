"use client";

import { Button, Group, Input, PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useField } from "@/components/form/use-field";
import { signatureHeaders } from "@/lib/listeners/signature-schema";
import { useEditor } from "./editor-context";
import type { ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";

/** Whether calls must be signed, where the signature stands, and by which secret. */
export function SignatureFields() {
  const from = useWatch<ListenerForm, "signature.from">({ name: "signature.from" });
  return (
    <>
      <div className={classes.pair}>
        <SelectField
          name="signature.from"
          label="Signature"
          help="Checked beside the credential, if the other system signs what it sends."
          options={[
            { value: "none", label: "Not checked" },
            ...Object.entries(signatureHeaders).map(([value, label]) => ({ value, label })),
            { value: "standard_webhooks", label: "Standard Webhooks (webhook-signature)" },
            { value: "header", label: "Another header" },
          ]}
        />
        {from === "header" && (
          <TextField
            name="signature.header"
            label="Header of the signature"
            required
            mono
            placeholder="x-signature"
            help="HMAC-SHA256 of the body, in hex or base64."
          />
        )}
      </div>
      {from !== "none" && <Secret />}
    </>
  );
}

function Secret() {
  const { mayWrite } = useEditor();
  const kept = useWatch<ListenerForm, "signature.kept">({ name: "signature.kept" });
  const isAwaited = useWatch<ListenerForm, "signature.isAwaited">({ name: "signature.isAwaited" });
  const { value, change, input } = useField<string>("signature.typed");
  const [replacing, setReplacing] = useState(false);
  const label = "Signature secret";
  if (kept !== null && !replacing && value === "") {
    return (
      <Input.Wrapper label={label} labelElement="div" error={input.error}>
        <Group gap="xs" wrap="nowrap" role="group" aria-label={`${label}, stored`}>
          <code>••••••••</code>
          {mayWrite && (
            <Button size="compact-sm" variant="default" onClick={() => setReplacing(true)}>
              Replace
            </Button>
          )}
        </Group>
      </Input.Wrapper>
    );
  }
  if (!mayWrite) return <Text fz="sm">The signature secret is not typed yet.</Text>;
  return (
    <PasswordInput
      {...input}
      label={label}
      withAsterisk
      aria-required
      description={
        isAwaited
          ? "This listener waits for its secret, which was not brought along. Type it, and switch the listener on."
          : "The same one as in the other system. Once saved it is never shown again."
      }
      autoComplete="off"
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      visibilityToggleButtonProps={{ "aria-label": `Show ${label}` }}
    />
  );
}
