"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import classes from "@/app/(hub)/_screens/automation/automation.module.css";
import { EditorFields } from "@/app/(hub)/_screens/automation/editor-fields";
import { EditorFoot } from "@/app/(hub)/_screens/automation/editor-foot";
import type { StarterChoices } from "@/app/(hub)/_screens/automation/starter-choices";
import type { Choice } from "@/app/(hub)/_screens/automation/with-present";
import { FilterField } from "@/app/(hub)/_screens/records/filter-field";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { MultiSelectField, SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TriggerRow } from "@/lib/automation/queries";
import { eventLabels, saysChanges, triggerInput, type TriggerDraft, type TriggerInput } from "@/lib/automation/schema";
import type { RecordEventKind } from "@/lib/events/schema";
import { deleteTrigger, saveTrigger } from "./actions";
import { askToDelete } from "./trigger-menu";

export interface TriggerEditorProps {
  scope: ScopeRef;
  base: string;
  /** Null for a new one. */
  trigger: TriggerRow | null;
  feedbackTypeId: string | null;
  events: readonly RecordEventKind[];
  choices: StarterChoices;
  /** The fields whose change can be asked for, by the event that says so. */
  fields: Partial<Record<RecordEventKind, { group: string; items: Choice[] }[]>>;
  /** What a field can become, where that is a list. */
  values: Record<string, string[]>;
  mayWrite: boolean;
}

/** What starts a macro by itself, and for which records. */
export function TriggerEditor(props: TriggerEditorProps) {
  const { scope, base, trigger, events, choices, fields, values, mayWrite } = props;
  const form = useZodForm<TriggerDraft, TriggerInput>(triggerInput, draftOf(props));
  const router = useRouter();
  const [event, asked = []] = useWatch({ control: form.control, name: ["event", "fields"] });
  const save = useAction((input: TriggerInput) => saveTrigger(scope, input), {
    form,
    success: trigger ? "Trigger saved" : "Trigger created",
    onSuccess: () => router.push(base),
  });
  const remove = useAction(() => deleteTrigger(scope, { id: trigger?.id ?? "" }), {
    success: "Trigger deleted",
    onSuccess: () => router.push(base),
  });
  const only = asked.length === 1 ? asked[0] : undefined;
  const becomes = only === undefined ? undefined : values[only];
  return (
    <Form form={form} onSubmit={(input) => save.run(input)}>
      <EditorFields of="Trigger" mayWrite={mayWrite}>
        <Section title="Trigger">
          <div className={classes.stack}>
            <TextField name="name" label="Name" required help="Stands beside what it ran." />
            <TextArea name="description" label="Description" rows={2} />
            <SwitchField name="enabled" label="Enabled" help="Switched off, it runs nothing and says so." />
          </div>
        </Section>
        <Section title="When">
          <div className={classes.stack}>
            <SelectField
              name="event"
              label="What happens"
              required
              options={events.map((value) => ({ value, label: eventLabels[value] }))}
              placeholder="Choose what starts the macro"
            />
            {event && saysChanges(event) && (
              <>
                <MultiSelectField
                  name="fields"
                  label="Which fields"
                  options={fields[event] ?? []}
                  placeholder={asked.length === 0 ? "Any field" : undefined}
                  clearable
                  help="One of these must have changed."
                />
                {only !== undefined &&
                  (becomes ? (
                    <SelectField
                      name="newValue"
                      label="New value"
                      options={becomes}
                      placeholder="Any value"
                      clearable
                      help="What it must have become."
                    />
                  ) : (
                    <TextField
                      name="newValue"
                      label="New value"
                      help="What it must have become. Empty means any value."
                    />
                  ))}
              </>
            )}
            <FilterField
              scope={scope}
              filters={choices.filters}
              base={choices.filter}
              help="Only records that match it at that moment."
            />
          </div>
        </Section>
        <Section title="What it does">
          <SelectField
            name="macroId"
            label="Macro"
            required
            options={choices.macros}
            placeholder="Choose a macro"
            help="What changed is in the tags ((trigger.field)), ((trigger.old)) and ((trigger.new))."
          />
        </Section>
      </EditorFields>
      {mayWrite && (
        <EditorFoot
          base={base}
          saving={save.pending}
          deleting={remove.pending}
          onDelete={trigger ? async () => (await askToDelete(trigger.name)) && remove.run(undefined) : undefined}
        />
      )}
    </Form>
  );
}

function draftOf({ trigger, feedbackTypeId, events, choices: { macros } }: TriggerEditorProps): TriggerDraft {
  return {
    id: trigger?.id ?? null,
    feedbackTypeId,
    name: trigger?.name ?? "",
    description: trigger?.description ?? "",
    enabled: trigger?.enabled ?? true,
    event: trigger?.event ?? events[0] ?? "feedback_submitted",
    fields: trigger?.fields ?? [],
    newValue: trigger?.newValue ?? null,
    filterId: trigger?.filter?.id ?? null,
    macroId: trigger?.macro.id ?? (macros.length === 1 ? (macros[0]?.value ?? "") : ""),
  };
}
