"use client";

import { ActionIcon } from "@mantine/core";
import { KeyField } from "@/components/form/key-field";
import { SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { SwitchField } from "@/components/form/choice-fields";
import { IconPlus } from "@/components/icons/icons";
import { Section } from "@/components/kit/section";
import { useEditor } from "./editor-context";
import classes from "./listeners.module.css";
import { targetWords } from "./words";

interface BasicFieldsProps {
  isSaved: boolean;
  onNewFilter: () => void;
}

export function BasicFields({ isSaved, onNewFilter }: BasicFieldsProps) {
  const { target, choices } = useEditor();
  return (
    <Section title="Listener">
      <div className={classes.stack}>
        <TextField name="name" label="Name" required help="Only your own people see it." />
        <TextArea name="description" label="Description" rows={2} />
        <KeyField
          locked={isSaved}
          help="Stands in the URL, so that you recognise this listener in other systems. Letters a–z, digits, _ and -."
        />
        {choices.filter && (
          <div className={classes.withButton}>
            <SelectField
              name="filterId"
              label="Filter"
              options={choices.filters}
              placeholder="No filter"
              clearable
              help={targetWords[target].filterNote}
            />
            <ActionIcon
              variant="default"
              size={32}
              aria-label="Create a filter"
              title="Create a filter"
              onClick={onNewFilter}
            >
              <IconPlus size={16} />
            </ActionIcon>
          </div>
        )}
        <SwitchField name="enabled" label="Enabled" help="Switched off, it answers every call with 404 listener_off." />
      </div>
    </Section>
  );
}
