"use client";

import { ActionIcon, Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { NewFilterDrawer, type FilterBase } from "@/app/(hub)/_screens/records/new-filter-drawer";
import classes from "@/app/(hub)/_screens/listeners/listeners.module.css";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { MultiSelectField, SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { IconPlus } from "@/components/icons/icons";
import { ButtonLink } from "@/components/kit/button-link";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { TriggerRow } from "@/lib/automation/queries";
import { eventLabels, saysChanges, triggerInput, type TriggerDraft, type TriggerInput } from "@/lib/automation/schema";
import type { RecordEventKind } from "@/lib/events/schema";
import { deleteTrigger, saveTrigger } from "./actions";
import { askToDelete } from "./trigger-menu";

interface Choice {
  value: string;
  label: string;
}

export interface TriggerEditorProps {
  scope: ScopeRef;
  base: string;
  /** Null for a new one. */
  trigger: TriggerRow | null;
  feedbackTypeId: string | null;
  events: readonly RecordEventKind[];
  macros: Choice[];
  filters: Choice[];
  filter: FilterBase;
  /** The fields whose change can be asked for, by the event that says so. */
  fields: Partial<Record<RecordEventKind, { group: string; items: Choice[] }[]>>;
  /** What a field can become, where that is a list. */
  values: Record<string, string[]>;
  mayWrite: boolean;
}

/** What starts a macro by itself, and for which records. */
export function TriggerEditor(props: TriggerEditorProps) {
  const { scope, base, trigger, events, macros, fields, values, mayWrite } = props;
  const form = useZodForm<TriggerDraft, TriggerInput>(triggerInput, draftOf(props));
  const router = useRouter();
  const [filters, setFilters] = useState(props.filters);
  const [isFilterOpen, setFilterOpen] = useState(false);
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
    <>
      <Form form={form} onSubmit={(input) => save.run(input)}>
        <fieldset className={classes.fields} disabled={!mayWrite}>
          <legend className={classes.hidden}>Trigger</legend>
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
              <div className={classes.withButton}>
                <SelectField
                  name="filterId"
                  label="Filter"
                  options={filters}
                  placeholder="No filter"
                  clearable
                  help="Only records that match it at that moment."
                />
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-label="Create a filter"
                  title="Create a filter"
                  onClick={() => setFilterOpen(true)}
                >
                  <IconPlus size={16} />
                </ActionIcon>
              </div>
            </div>
          </Section>
          <Section title="What it does">
            <SelectField
              name="macroId"
              label="Macro"
              required
              options={macros}
              placeholder="Choose a macro"
              help="What changed is in the tags ((trigger.field)), ((trigger.old)) and ((trigger.new))."
            />
          </Section>
        </fieldset>
        {mayWrite && (
          <FormActions pending={save.pending}>
            {trigger && (
              <Button
                variant="subtle"
                color="red"
                loading={remove.pending}
                onClick={() => void askToDelete(trigger.name).then((isSure) => (isSure ? remove.run(undefined) : null))}
              >
                Delete
              </Button>
            )}
            <ButtonLink href={base} variant="default">
              Cancel
            </ButtonLink>
          </FormActions>
        )}
      </Form>
      {isFilterOpen && (
        <NewFilterDrawer
          scope={scope}
          filter={props.filter}
          onClose={() => setFilterOpen(false)}
          onCreated={(made) => {
            setFilters((known) => [...known, made].sort((a, b) => a.label.localeCompare(b.label)));
            form.setValue("filterId", made.value, { shouldDirty: true, shouldValidate: true });
            setFilterOpen(false);
          }}
        />
      )}
    </>
  );
}

function draftOf({ trigger, feedbackTypeId, events, macros }: TriggerEditorProps): TriggerDraft {
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
