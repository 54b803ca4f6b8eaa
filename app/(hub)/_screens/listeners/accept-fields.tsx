"use client";

import { ActionIcon, Button, Fieldset, NativeSelect, Text, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { useField } from "@/components/form/use-field";
import { IconPlus, IconTrash } from "@/components/icons/icons";
import { announce } from "@/components/kit/live-region";
import { acceptWords, type AcceptRule } from "@/lib/listeners/accept-schema";
import { asksValue, blankRule } from "./accept-form";
import { useEditor } from "./editor-context";
import type { ListenerForm } from "./listener-form";
import classes from "./listeners.module.css";

const most = 10;
const choices = Object.entries(acceptWords).map(([value, label]) => ({ value, label }));

/** Which bodies the listener takes: rows that must all hold. */
export function AcceptFields() {
  const { mayWrite } = useEditor();
  const { control } = useFormContext<ListenerForm>();
  const { fields, append, remove } = useFieldArray({ control, name: "accept" });
  const root = useRef<HTMLFieldSetElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (!focusNext.current) return;
    root.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  }, [fields]);
  const take = (index: number) => {
    const left = fields.length - 1;
    focusNext.current = left === 0 ? "[data-add]" : `[name="accept.${Math.min(index, left - 1)}.path"]`;
    announce(`Removed: row ${index + 1}`);
    remove(index);
  };
  return (
    <Fieldset
      ref={root}
      legend="Accept only calls where"
      variant="unstyled"
      classNames={{ root: classes.rules, legend: classes.rulesLegend }}
    >
      <Text fz="sm" c="dimmed">
        {fields.length === 0
          ? "Every call is accepted. Add a row if the other system sends more than you want, for example type is track."
          : "All rows must hold. Any other call is answered 200 skipped, has no effect, and is in the log."}
      </Text>
      {fields.map(({ id }, index) => (
        <Rule key={id} index={index} onRemove={mayWrite ? () => take(index) : null} />
      ))}
      {mayWrite && fields.length < most && (
        <Button
          data-add
          size="compact-sm"
          variant="default"
          className={classes.add}
          leftSection={<IconPlus size={14} />}
          onClick={() => append({ ...blankRule }, { focusName: `accept.${fields.length}.path` })}
        >
          Add a row
        </Button>
      )}
    </Fieldset>
  );
}

function Rule({ index, onRemove }: { index: number; onRemove: (() => void) | null }) {
  const number = index + 1;
  const path = useField<string>(`accept.${index}.path`);
  const is = useField<AcceptRule["is"]>(`accept.${index}.is`);
  const value = useField<string>(`accept.${index}.value`);
  return (
    <div className={classes.rule}>
      <TextInput
        {...path.input}
        aria-label={`Parameter or path of row ${number}`}
        placeholder="type"
        classNames={{ input: classes.mono }}
        spellCheck={false}
        value={path.value}
        onChange={(event) => path.change(event.currentTarget.value)}
      />
      <NativeSelect
        {...is.input}
        aria-label={`Condition of row ${number}`}
        data={choices}
        value={is.value}
        onChange={(event) => is.change(event.currentTarget.value as AcceptRule["is"])}
      />
      {asksValue(is.value) && (
        <TextInput
          {...value.input}
          aria-label={`Value of row ${number}`}
          placeholder="track"
          spellCheck={false}
          value={value.value}
          onChange={(event) => value.change(event.currentTarget.value)}
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
