"use client";

import { FilterField } from "@/app/(hub)/_screens/records/filter-field";
import { KeyField } from "@/components/form/key-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { SwitchField } from "@/components/form/choice-fields";
import { Section } from "@/components/kit/section";
import { useEditor } from "./editor-context";
import classes from "./listeners.module.css";
import { targetWords } from "./words";

export function BasicFields({ isSaved }: { isSaved: boolean }) {
  const { scope, target, choices } = useEditor();
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
          <FilterField
            scope={scope}
            filters={choices.filters}
            base={choices.filter}
            help={targetWords[target].filterNote}
          />
        )}
        <SwitchField name="enabled" label="Enabled" help="Switched off, it answers every call with 404 listener_off." />
      </div>
    </Section>
  );
}
