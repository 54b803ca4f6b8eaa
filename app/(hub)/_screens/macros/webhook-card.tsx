"use client";

import {
  ActionIcon,
  Alert,
  Anchor,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Input,
  Radio,
  Select,
  Stack,
  Switch,
} from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { useAction } from "@/components/form/use-action";
import { useField } from "@/components/form/use-field";
import { IconTrash } from "@/components/icons/icons";
import { confirm } from "@/components/kit/confirm";
import { webhookMethods } from "@/lib/webhooks/schema";
import { switchWebhookOn } from "./actions";
import { AdvancedFields } from "./advanced-fields";
import { CaptureFields } from "./capture-fields";
import { useEditor } from "./editor-context";
import { HeadersField } from "./headers-field";
import type { MacroForm } from "./macro-form";
import { NeedsField } from "./needs-field";
import { SecretFormField } from "./secret-form-field";
import { TagFormField } from "./tag-form-field";
import { TagsPanel } from "./tags-panel";
import classes from "./macros.module.css";

interface WebhookCardProps {
  index: number;
  count: number;
  onRemove: () => void;
}

/** One web request of the macro, in the order of the help article. */
export function WebhookCard({ index, count, onRemove }: WebhookCardProps) {
  const name = `webhooks.${index}` as const;
  const { control } = useFormContext<MacroForm>();
  const id = useWatch({ control, name: `${name}.id` });
  const contentType = useField<"json" | "form">(`${name}.contentType`);
  const enabled = useField<boolean>(`${name}.enabled`);
  const isForm = contentType.value === "form";
  const remove = async () => {
    const isSure = await confirm({
      title: `Remove webhook ${index + 1}?`,
      message: "Its settings go when you submit the macro.",
      confirm: "Remove webhook",
      danger: true,
    });
    if (isSure) onRemove();
  };
  return (
    <section className={classes.card} aria-label={count > 1 ? `Webhook ${index + 1}` : "Webhook"}>
      {count > 1 && (
        <Group justify="space-between">
          <strong>Webhook {index + 1}</strong>
          <Group gap="xs">
            <Switch
              label="On"
              checked={enabled.value}
              onChange={(event) => enabled.change(event.currentTarget.checked)}
            />
            <ActionIcon aria-label={`Remove webhook ${index + 1}`} onClick={() => void remove()}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        </Group>
      )}
      <SwitchedOffNote actionId={id} />
      <WebRequest webhook={name} />
      <HeadersField webhook={name} />
      <Radio.Group label="Content type" value={contentType.value} onChange={(value) => contentType.change(value)}>
        <Group mt={6}>
          <Radio value="json" label="JSON" />
          <Radio value="form" label="Form" />
        </Group>
      </Radio.Group>
      <TagFormField
        key={contentType.value}
        name={`${name}.body`}
        place={contentType.value}
        label={isForm ? "Form Body" : "JSON Body"}
        help={
          isForm
            ? "One field a line, name=value. Type (( for a dynamic tag; values are encoded for you."
            : "Type (( for a dynamic tag. Quotes and line breaks in its value are encoded for you. Tab leaves the editor."
        }
        minHeight="12rem"
      />
      <TagsPanel opened={index === 0} />
      <NeedsField webhook={name} />
      <CaptureFields webhook={name} />
      <AdvancedFields webhook={name} />
    </section>
  );
}

function WebRequest({ webhook }: { webhook: `webhooks.${number}` }) {
  const { place, readOnly } = useEditor();
  const { control, getValues, setValue } = useFormContext<MacroForm>();
  const method = useField<string>(`${webhook}.method`);
  const secret = useField<boolean>(`${webhook}.isUrlSecret`);
  const [id, keptUrl, url] = useWatch({ control, name: [`${webhook}.id`, `${webhook}.keptUrl`, `${webhook}.url`] });
  const setSecret = (isSecret: boolean) => {
    const url = getValues(`${webhook}.url`);
    if (isSecret && url !== "") setValue(`secrets.${id}`, url, { shouldDirty: true });
    if (isSecret) setValue(`${webhook}.url`, "", { shouldDirty: true });
    secret.change(isSecret);
  };
  return (
    <Fieldset legend="Web request" variant="unstyled" className={classes.group}>
      <Input.Description>The method and the URL that your third-party system gave you.</Input.Description>
      <div className={classes.request}>
        <Select
          aria-label="Web request method"
          data={[...webhookMethods]}
          allowDeselect={false}
          value={method.value}
          onChange={(value) => value && method.change(value)}
        />
        {secret.value ? (
          <SecretFormField
            id={id}
            isStored={keptUrl !== null}
            shown={keptUrl?.shown}
            label="Web request URL"
            placeholder="https://"
          />
        ) : (
          <TagFormField name={`${webhook}.url`} place="url" ariaLabel="Web request URL" placeholder="https://" />
        )}
      </div>
      {url === "" && !secret.value && !readOnly && (
        <p className={classes.note}>
          Nothing to send to yet?{" "}
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => setValue(`${webhook}.url`, place.echo, { shouldDirty: true, shouldValidate: true })}
          >
            Use the built-in Echo
          </Anchor>
          , which answers with what it was sent.
        </p>
      )}
      <Checkbox
        label="The URL is a secret, as with Slack"
        description={secret.value ? "It is stored encrypted and never shown again. It cannot hold tags." : undefined}
        checked={secret.value}
        onChange={(event) => setSecret(event.currentTarget.checked)}
      />
    </Fieldset>
  );
}

function SwitchedOffNote({ actionId }: { actionId: string }) {
  const { macro, place, readOnly } = useEditor();
  const reason = place.switchedOff.get(actionId);
  const switchOn = useAction(() => switchWebhookOn(place.scope, { macroId: macro?.id, actionId }), {
    success: "Webhook switched on. What waited is sent now.",
    onSuccess: () => location.reload(),
  });
  if (reason === undefined) return null;
  return (
    <Alert color="orange" title="This webhook was switched off by its receiver">
      <Stack gap="xs" align="flex-start">
        <span>{reason} Correct it and submit, or switch it on as it is.</span>
        {!readOnly && (
          <Button size="xs" variant="default" loading={switchOn.pending} onClick={() => void switchOn.run(undefined)}>
            Switch on
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
