"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { EditorFields } from "@/app/(hub)/_screens/automation/editor-fields";
import { EditorFoot } from "@/app/(hub)/_screens/automation/editor-foot";
import type { StarterChoices } from "@/app/(hub)/_screens/automation/starter-choices";
import { FilterField } from "@/app/(hub)/_screens/records/filter-field";
import { SwitchField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ScheduleRow } from "@/lib/automation/schedule-queries";
import {
  scheduleInput,
  scheduleTiming,
  type ScheduleDraft,
  type ScheduleInput,
} from "@/lib/automation/schedule-schema";
import { deleteSchedule, saveSchedule } from "./actions";
import { NextRuns } from "./next-runs";
import { askToDelete } from "./schedule-menu";
import { TimingFields } from "./timing-fields";

export interface ScheduleEditorProps {
  scope: ScopeRef;
  base: string;
  /** Null for a new one. */
  schedule: ScheduleRow | null;
  feedbackTypeId: string | null;
  choices: StarterChoices;
  /** What a new one begins with. */
  begins: { startsAt: string; timeZone: string };
  mayWrite: boolean;
  /** Stands beside the form, under the next runs. */
  children?: ReactNode;
}

/** When a macro runs by itself, and on which records. */
export function ScheduleEditor(props: ScheduleEditorProps) {
  const { scope, base, schedule, choices, mayWrite, children } = props;
  const form = useZodForm<ScheduleDraft, ScheduleInput>(scheduleInput, draftOf(props));
  const router = useRouter();
  const values = useWatch({ control: form.control, compute: (all: ScheduleDraft) => all });
  const timing = useMemo(() => scheduleTiming.safeParse(values).data ?? null, [values]);
  const save = useAction((input: ScheduleInput) => saveSchedule(scope, input), {
    form,
    success: schedule ? "Schedule saved" : "Schedule created",
    onSuccess: () => router.push(base),
  });
  const remove = useAction(() => deleteSchedule(scope, { id: schedule?.id ?? "" }), {
    success: "Schedule deleted",
    onSuccess: () => router.push(base),
  });
  return (
    <div className={layout.columns}>
      <Form form={form} onSubmit={(input) => save.run(input)} wide>
        <EditorFields of="Schedule" mayWrite={mayWrite}>
          <Section title="Schedule">
            <div className={layout.stack}>
              <TextField name="name" label="Name" required help="Stands beside what it ran." />
              <TextArea name="description" label="Description" rows={2} />
              <SwitchField name="enabled" label="Enabled" help="What is due while it is off does not run later." />
            </div>
          </Section>
          <TimingFields />
          <Section title="What it does">
            <div className={layout.stack}>
              <SelectField
                name="macroId"
                label="Macro"
                required
                options={choices.macros}
                placeholder="Choose a macro"
              />
              <FilterField
                scope={scope}
                filters={choices.filters}
                base={choices.filter}
                help="Only records that match it when it runs. Without one, all of them."
              />
            </div>
          </Section>
        </EditorFields>
        {mayWrite && (
          <EditorFoot
            base={base}
            saving={save.pending}
            deleting={remove.pending}
            onDelete={schedule ? async () => (await askToDelete(schedule.name)) && remove.run(undefined) : undefined}
          />
        )}
      </Form>
      <div className={layout.aside}>
        <NextRuns timing={timing} enabled={values.enabled ?? true} />
        {children}
      </div>
    </div>
  );
}

function draftOf({ schedule, feedbackTypeId, choices: { macros }, begins }: ScheduleEditorProps): ScheduleDraft {
  return {
    id: schedule?.id ?? null,
    feedbackTypeId,
    name: schedule?.name ?? "",
    description: schedule?.description ?? "",
    enabled: schedule?.enabled ?? true,
    ...(schedule?.timing ?? {
      ...begins,
      rate: "daily",
      weekdays: [],
      monthDay: null,
      pattern: null,
      endsAt: null,
    }),
    filterId: schedule?.filter?.id ?? null,
    macroId: schedule?.macro.id ?? (macros.length === 1 ? (macros[0]?.value ?? "") : ""),
  };
}
