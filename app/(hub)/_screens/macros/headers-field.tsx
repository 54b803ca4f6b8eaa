"use client";

import { ActionIcon, Autocomplete, Button, Checkbox, Fieldset, Group, Textarea } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useField } from "@/components/form/use-field";
import { IconPlus, IconTrash } from "@/components/icons/icons";
import { headersFrom, headersText } from "./headers-text";
import { emptyHeader, type HeaderForm, type MacroForm } from "./macro-form";
import { SecretFormField } from "./secret-form-field";
import { TagFormField } from "./tag-form-field";
import classes from "./macros.module.css";

type Webhook = `webhooks.${number}`;

/** Name, value, secret: as rows, or as text with one header a line. */
export function HeadersField({ webhook }: { webhook: Webhook }) {
  const [isText, setIsText] = useState(false);
  const otherWay = (
    <Button size="compact-sm" variant="subtle" className={classes.switch} onClick={() => setIsText(!isText)}>
      {isText ? "Edit as rows" : "Edit as text"}
    </Button>
  );
  return (
    <Fieldset legend="Headers" variant="unstyled" className={classes.group}>
      {isText ? <HeadersText webhook={webhook} /> : <HeaderRows webhook={webhook} beside={otherWay} />}
      {isText && otherWay}
    </Fieldset>
  );
}

function HeaderRows({ webhook, beside }: { webhook: Webhook; beside: ReactNode }) {
  const { control } = useFormContext<MacroForm>();
  const { fields, append, remove } = useFieldArray({ control, name: `${webhook}.headers`, keyName: "rowKey" });
  return (
    <>
      {fields.map((header, index) => (
        <HeaderRow
          key={header.id}
          header={header}
          name={`${webhook}.headers.${index}`}
          number={index + 1}
          onRemove={() => remove(index)}
        />
      ))}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => append(emptyHeader())}
        >
          Add header
        </Button>
        {beside}
      </Group>
    </>
  );
}

interface HeaderRowProps {
  header: HeaderForm;
  name: `${Webhook}.headers.${number}`;
  number: number;
  onRemove: () => void;
}

function HeaderRow({ header, name, number, onRemove }: HeaderRowProps) {
  const { getValues, setValue } = useFormContext<MacroForm>();
  const title = useField<string>(`${name}.name`);
  // Not checked on leaving: a message that appears moves "secret" away under the pointer that is about to tick it.
  const { onBlur: _onBlur, ...titleInput } = title.input;
  const secret = useField<boolean>(`${name}.isSecret`);
  const setSecret = (isSecret: boolean) => {
    const value = getValues(`${name}.value`);
    // What was typed moves along, so that nothing has to be typed twice.
    if (isSecret && value !== "") {
      setValue(`secrets.${header.id}`, value, { shouldDirty: true });
      setValue(`${name}.value`, "", { shouldDirty: true });
    }
    secret.change(isSecret);
  };
  return (
    <div className={classes.headerRow}>
      <Autocomplete
        aria-label={`Name of header ${number}`}
        placeholder="Name"
        data={commonHeaders}
        spellCheck={false}
        autoComplete="off"
        {...titleInput}
        value={title.value}
        onChange={title.change}
        onOptionSubmit={(chosen) => {
          if (secretNames.test(chosen) && getValues(`${name}.value`) === "") secret.change(true);
        }}
      />
      {secret.value ? (
        <SecretFormField
          id={header.id}
          isStored={header.keptId !== null}
          label={`Value of header ${number}`}
          placeholder="Secret value"
        />
      ) : (
        <TagFormField
          name={`${name}.value`}
          place="header"
          ariaLabel={`Value of header ${number}`}
          placeholder="Value"
        />
      )}
      <Checkbox
        label="secret"
        aria-label={`Header ${number} is secret`}
        checked={secret.value}
        onChange={(event) => setSecret(event.currentTarget.checked)}
      />
      <ActionIcon aria-label={`Remove header ${number}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

function HeadersText({ webhook }: { webhook: Webhook }) {
  const { control, getValues, setValue } = useFormContext<MacroForm>();
  const headers = useWatch({ control, name: `${webhook}.headers` });
  const [before] = useState(headers);
  const [text, setText] = useState(() => headersText(headers));
  return (
    <Textarea
      aria-label="Headers as text"
      description="One header a line, Name: value. Tick secret in the rows for what nobody should read."
      classNames={{ input: classes.mono }}
      autosize
      minRows={3}
      spellCheck={false}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const known = [
          ...before,
          ...getValues(`${webhook}.headers`).filter((one) => !before.some(({ id }) => id === one.id)),
        ];
        setValue(`${webhook}.headers`, headersFrom(typed, known), { shouldDirty: true });
      }}
    />
  );
}

const commonHeaders = ["Authorization", "Accept", "Content-Type", "X-Api-Key", "X-Auth-Token", "User-Agent", "Prefer"];
const secretNames = /^(authorization|x-api-key|x-auth-token)$/i;
