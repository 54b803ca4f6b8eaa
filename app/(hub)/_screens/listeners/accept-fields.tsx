"use client";

import { ActionIcon, Button, Fieldset, NativeSelect, Text, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useController, useFormContext } from "react-hook-form";
import { IconPlus, IconTrash } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import { acceptWords, type AcceptRule } from "@/lib/listeners/accept-schema";
import { asksValue, blankRule, ruleErrors, type AcceptRow, type RuleErrors } from "./accept-form";
import { useEditor } from "./editor-context";
import type { ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";

const most = 10;
const choices = Object.entries(acceptWords).map(([value, label]) => ({ value, label }));
const pathOf = (index: number) => `[name="accept.${index}.path"]`;

/** Which bodies the listener takes: rows that must all hold. */
export function AcceptFields() {
  const { mayWrite } = useEditor();
  const { control, formState } = useFormContext<ListenerForm>();
  const { field } = useController({ control, name: "accept" });
  const rows = field.value;
  const errors = ruleErrors(formState.errors.accept);
  const root = useRef<HTMLFieldSetElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (!focusNext.current) return;
    root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [rows]);
  const add = () => {
    focusNext.current = pathOf(rows.length);
    field.onChange([...rows, blankRule]);
  };
  const remove = (index: number) => {
    const left = rows.length - 1;
    focusNext.current = left === 0 ? "[data-add]" : pathOf(Math.min(index, left - 1));
    announce(`Removed: row ${index + 1}`);
    field.onChange(rows.toSpliced(index, 1));
  };
  return (
    <Fieldset
      ref={root}
      legend="Accept only calls where"
      variant="unstyled"
      classNames={{ root: classes.rules, legend: classes.rulesLegend }}
    >
      <Text fz="sm" c="dimmed">
        {rows.length === 0
          ? "Every call is accepted. Add a row if the other system sends more than you want, for example type is track."
          : "All rows must hold. Any other call is answered 200 skipped, has no effect, and is in the log."}
      </Text>
      {rows.map((row, index) => (
        <Rule
          key={index}
          index={index}
          row={row}
          errors={errors[index]}
          onChange={(next) => field.onChange(rows.with(index, next))}
          onRemove={mayWrite ? () => remove(index) : null}
        />
      ))}
      {mayWrite && rows.length < most && (
        <Button
          data-add
          size="compact-sm"
          variant="default"
          className={classes.add}
          leftSection={<IconPlus size={14} />}
          onClick={add}
        >
          Add a row
        </Button>
      )}
    </Fieldset>
  );
}

interface RuleProps {
  index: number;
  row: AcceptRow;
  errors: RuleErrors | undefined;
  onChange: (row: AcceptRow) => void;
  onRemove: (() => void) | null;
}

function Rule({ index, row, errors, onChange, onRemove }: RuleProps) {
  const number = index + 1;
  return (
    <div className={classes.rule}>
      <TextInput
        name={`accept.${index}.path`}
        aria-label={`Parameter or path of row ${number}`}
        placeholder="type"
        classNames={{ input: classes.mono }}
        autoComplete="off"
        spellCheck={false}
        value={row.path}
        error={errors?.path}
        onChange={(event) => onChange({ ...row, path: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={`Condition of row ${number}`}
        data={choices}
        value={row.is}
        onChange={(event) => onChange({ ...row, is: conditionOf(event.currentTarget.value) })}
      />
      {asksValue(row.is) && (
        <TextInput
          name={`accept.${index}.value`}
          aria-label={`Value of row ${number}`}
          placeholder="track"
          autoComplete="off"
          spellCheck={false}
          value={row.value}
          error={errors?.value}
          onChange={(event) => onChange({ ...row, value: event.currentTarget.value })}
        />
      )}
      {onRemove && (
        <ActionIcon className={classes.removeRule} aria-label={`Remove row ${number}`} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

/** The select offers nothing else. */
function conditionOf(chosen: string): AcceptRule["is"] {
  return chosen as AcceptRule["is"];
}
