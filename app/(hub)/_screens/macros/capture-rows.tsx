"use client";

import { ActionIcon, Button, Select, TextInput, Text } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useField } from "@/components/form/use-field";
import { IconPlus, IconStar, IconStarFilled, IconTrash } from "@/components/icons/icons";
import { parseExternalValue } from "@/lib/external-data/parse";
import { externalDataTypeLabel, externalDataTypes, type ExternalDataType } from "@/lib/external-data/schema";
import { readPath } from "@/lib/json/path";
import type { JsonValue } from "@/lib/json/value";
import { useEditor, type EditorGroup } from "./editor-context";
import type { CaptureRow, MacroForm } from "./macro-form";
import classes from "./macros.module.css";

type Webhook = `webhooks.${number}`;

/** Label, Parameter, Type, Favorite and what each would store. Fields a group has already are shown; new ones join it with Submit. */
export function CaptureRows({ webhook, group }: { webhook: Webhook; group: EditorGroup | null }) {
  const { control } = useFormContext<MacroForm>();
  const { answers } = useEditor();
  const id = useWatch({ control, name: `${webhook}.id` });
  const name = `${webhook}.capture.rows` as const;
  const { fields, append, remove } = useFieldArray({ control, name, keyName: "rowKey" });
  const answer = answers.get(id);
  return (
    <div className={classes.stack}>
      <div className={classes.capture} role="table" aria-label="Return values">
        <div role="row" className={classes.captureHead}>
          {["Label", "Parameter", "Type", "Favorite", "Would store"].map((header) => (
            <span role="columnheader" key={header}>
              {header}
            </span>
          ))}
        </div>
        {group?.fields.map((field) => (
          <div role="row" key={field.id} className={classes.captureRow}>
            <span role="cell">{field.label}</span>
            <span role="cell">
              <code>{field.parameter}</code>
            </span>
            <span role="cell">{externalDataTypeLabel[field.type]}</span>
            <span role="cell">{field.favorite ? "★ Favorite" : "–"}</span>
            <WouldStore answer={answer} parameter={field.parameter} type={field.type} />
          </div>
        ))}
        {fields.map((row, index) => (
          <EditableRow
            key={row.id}
            name={`${name}.${index}`}
            number={index + 1}
            answer={answer}
            onRemove={() => remove(index)}
          />
        ))}
      </div>
      {group && !group.editable ? (
        <Text size="xs" c="dimmed">
          This group belongs to the community. A community manager can add fields to it.
        </Text>
      ) : (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              append({ id: crypto.randomUUID(), label: "", parameter: "", type: "string", favorite: false })
            }
          >
            Add return value
          </Button>
        </div>
      )}
    </div>
  );
}

interface EditableRowProps {
  name: `${Webhook}.capture.rows.${number}`;
  number: number;
  answer: JsonValue | undefined;
  onRemove: () => void;
}

function EditableRow({ name, number, answer, onRemove }: EditableRowProps) {
  const label = useField<string>(`${name}.label`);
  const parameter = useField<string>(`${name}.parameter`);
  const type = useField<ExternalDataType>(`${name}.type`);
  const favorite = useField<CaptureRow["favorite"]>(`${name}.favorite`);
  return (
    <div role="row" className={classes.captureRow}>
      <span role="cell">
        <TextInput
          aria-label={`Label ${number}`}
          placeholder="Label"
          {...label.input}
          value={label.value}
          onChange={(event) => label.change(event.currentTarget.value)}
        />
      </span>
      <span role="cell">
        <TextInput
          aria-label={`Parameter ${number}`}
          placeholder="fields.status.name"
          classNames={{ input: classes.mono }}
          spellCheck={false}
          {...parameter.input}
          value={parameter.value}
          onChange={(event) => parameter.change(event.currentTarget.value)}
        />
      </span>
      <span role="cell">
        <Select
          aria-label={`Type ${number}`}
          data={externalDataTypes.map((value) => ({ value, label: externalDataTypeLabel[value] }))}
          allowDeselect={false}
          {...type.input}
          value={type.value}
          onChange={(value) => value && type.change(value)}
        />
      </span>
      <span role="cell">
        <ActionIcon
          aria-label={`Favorite ${number}`}
          aria-pressed={favorite.value}
          onClick={() => favorite.change(!favorite.value)}
        >
          {favorite.value ? <IconStarFilled size={16} /> : <IconStar size={16} />}
        </ActionIcon>
        <ActionIcon aria-label={`Remove return value ${number}`} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </span>
      <WouldStore answer={answer} parameter={parameter.value} type={type.value} />
    </div>
  );
}

function WouldStore(props: { answer: JsonValue | undefined; parameter: string; type: ExternalDataType }) {
  const { text, isProblem } = wouldStore(props);
  return (
    <span role="cell" className={classes.wouldStore} data-problem={isProblem || undefined}>
      {text}
    </span>
  );
}

function wouldStore({
  answer,
  parameter,
  type,
}: {
  answer: JsonValue | undefined;
  parameter: string;
  type: ExternalDataType;
}) {
  if (answer === undefined || parameter.trim() === "") return { text: "after a test send", isProblem: false };
  const { found, value } = readPath(answer, parameter);
  if (!found || value === undefined) return { text: "not in the last answer", isProblem: true };
  const parsed = parseExternalValue(type, value);
  if (!parsed.ok) return { text: parsed.problem, isProblem: true };
  return { text: parsed.value === null ? "empty" : String(parsed.value), isProblem: false };
}
