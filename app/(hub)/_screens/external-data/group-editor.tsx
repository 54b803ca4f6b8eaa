"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { SelectField } from "@/components/form/select-field";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { KeyField } from "@/components/form/key-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { DefinitionList } from "@/components/kit/definition-list";
import { Mono } from "@/components/kit/mono";
import { Section } from "@/components/kit/section";
import type { Seen } from "@/lib/audit/last-change";
import type { ScopeRef } from "@/lib/auth/authorize";
import {
  recordTargetLabel,
  recordTargets,
  type ExternalDataGroup,
  type RecordTarget,
} from "@/lib/external-data/schema";
import type { GroupUse } from "@/lib/external-data/uses";
import { createGroup, updateGroup } from "./actions";
import { askTypeChanges } from "./ask-type-changes";
import classes from "./external-data.module.css";
import { formOf, groupFormSchema, groupInput, type GroupForm } from "./group-form";
import { GroupRows } from "./group-rows";
import { GroupSwitches } from "./group-switches";

interface GroupEditorProps {
  /** Null for a new one. */
  group: (ExternalDataGroup & { uses: GroupUse[] }) | null;
  /** What a new one holds data about, to begin with. */
  target: RecordTarget | undefined;
  /** What is known of its last change; null for a new one. */
  seen: Seen | null;
  samples: Record<string, string> | undefined;
  scope: ScopeRef;
  base: string;
  mayWrite: boolean;
}

/** A group of external data: its name, its fields in their order, and its two switches. */
export function GroupEditor({ group, target, seen, samples, scope, base, mayWrite }: GroupEditorProps) {
  const router = useRouter();
  /** The fields of which the person has agreed that their values are converted. */
  const converting = useRef<string[]>([]);
  const form = useZodForm<GroupForm, GroupForm>(groupFormSchema, formOf(group, target));
  const save = useAction(
    async ({ input, overwrite }: { input: GroupForm; overwrite: boolean }) => {
      const whole = groupInput(input);
      if (!group) return createGroup(scope, whole);
      const { target: _target, key: _key, ...change } = whole;
      return updateGroup(scope, {
        ...change,
        id: group.id,
        convert: converting.current,
        seen: overwrite ? null : seen,
      });
    },
    {
      form,
      success: group ? "Data group saved" : "Data group created",
      onSuccess: ({ id }) => (group ? router.refresh() : router.push(`${base}/${id}`)),
    },
  );
  const askAndSave = async (input: GroupForm) => {
    const agreed = group ? await askTypeChanges(scope, group, input) : [];
    if (!agreed) {
      // Without an error the form would count as saved, and let its changes go unasked.
      form.setError("root.server", { type: "declined", message: "The type was not changed, and nothing was saved." });
      return;
    }
    converting.current = agreed;
    await saveUnlessStale((overwrite) => save.run({ input, overwrite }), form);
  };
  return (
    <Form form={form} onSubmit={askAndSave} wide>
      <fieldset className={classes.fields} disabled={!mayWrite}>
        <legend className={classes.hidden}>Data group</legend>
        <Section title="Data group">
          <div className={classes.settings}>
            <TextField
              name="label"
              label="Data Group Label"
              required
              help="The data set in filters, views and reports."
            />
            {group ? (
              <DefinitionList
                items={[
                  { term: "Key", value: <Mono>{group.key}</Mono> },
                  { term: "Holds data about", value: recordTargetLabel[group.target] },
                  { term: "Belongs to", value: group.projectId ? "This project" : "The community" },
                  {
                    term: "Used by",
                    value: group.uses.map(({ kind, name }) => `the ${kind} ${name}`).join(", ") || "nothing yet",
                  },
                ]}
              />
            ) : (
              <>
                <KeyField
                  from="label"
                  separator="_"
                  help="Stands in dynamic tags, such as ((external.app_usage.sessions)). It stays."
                />
                <SelectField
                  name="target"
                  label="Holds data about"
                  options={recordTargets.map((value) => ({ value, label: recordTargetLabel[value] }))}
                />
              </>
            )}
          </div>
        </Section>
        <Section
          title="External Data Fields"
          description="The label is shown here; the parameter is what the other system sends, letter by letter. An archived field keeps its values."
        >
          <GroupRows
            samples={samples}
            readOnly={!mayWrite}
            fieldsBase={group ? `${base}/${group.id}/fields/` : undefined}
          />
        </Section>
        <Section title="When data comes in">
          <GroupSwitches />
        </Section>
      </fieldset>
      {mayWrite && (
        <FormActions pending={save.pending}>
          <ButtonLink href={base} variant="default">
            Cancel
          </ButtonLink>
        </FormActions>
      )}
    </Form>
  );
}
