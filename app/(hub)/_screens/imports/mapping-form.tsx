"use client";

import { Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { RadioField } from "@/components/form/choice-fields";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { Section } from "@/components/kit/section";
import { SimpleTable } from "@/components/table/simple-table";
import { projectRoles, roleLabel } from "@/lib/auth/permissions";
import type { ScopeRef } from "@/lib/auth/authorize";
import { mappingInput, type Mapping } from "@/lib/imports/schema";
import type { Target } from "@/lib/imports/targets";
import { mapImport } from "./actions";
import { ColumnTarget } from "./column-target";
import { DiscardButton } from "./discard-button";
import { ImportSteps } from "./import-steps";
import classes from "./imports.module.css";

interface MappingFormProps {
  scope: ScopeRef;
  base: string;
  importId: string;
  columns: { heading: string; samples: string[] }[];
  targets: Target[];
  /** As it was mapped before, else as the headings propose. */
  mapping: Mapping;
}

/** What each column of the file means, and what becomes of people who are here already. */
export function MappingForm({ scope, base, importId, columns, targets, mapping }: MappingFormProps) {
  const router = useRouter();
  const queries = useQueryClient();
  const form = useZodForm(mappingInput, { importId, ...mapping });
  const save = useAction((input: z.output<typeof mappingInput>) => mapImport(scope, input), {
    form,
    onSuccess: () => {
      // What an earlier check said is over.
      queries.removeQueries({ queryKey: ["import", importId] });
      router.refresh();
    },
  });
  const isAboutUsers = targets.some(({ id }) => id === "email");
  const sections = [...Map.groupBy(targets, ({ section }) => section)].map(([group, items]) => ({
    group,
    items: items.map(({ id, label }) => ({ value: id, label })),
  }));
  const options = [{ value: "", label: "Ignore this column" }, ...sections];
  const wants = new Map(targets.flatMap(({ id, wants: text }) => (text ? [[id, text] as const] : [])));
  return (
    <Form form={form} onSubmit={save.run} wide>
      <ImportSteps now="columns" />
      <Section
        title="What the columns mean"
        description="Proposed by their headings. An empty cell leaves what is there as it is."
        flush
      >
        <SimpleTable
          label="Columns of the file"
          rows={columns.map((column, index) => ({ ...column, index }))}
          rowId={({ index }) => String(index)}
          columns={[
            { id: "heading", header: "Column", cell: ({ heading }) => <b>{heading}</b> },
            {
              id: "samples",
              header: "First values",
              cell: ({ samples }) => (
                <div className={classes.samples}>
                  {samples.length === 0 ? <i>empty</i> : samples.map((sample) => <span key={sample}>{sample}</span>)}
                </div>
              ),
            },
            {
              id: "target",
              header: "Goes to",
              cell: ({ heading, index }) => (
                <ColumnTarget index={index} heading={heading} options={options} wants={wants} />
              ),
            },
          ]}
        />
      </Section>
      {isAboutUsers && (
        <Section title="People">
          <Stack gap="md" className={classes.measure}>
            <RadioField
              name="existing"
              label="Who is here already"
              options={[
                { value: "leave", label: "Leave them as they are", help: "Only new people are added." },
                { value: "update", label: "Update them too", help: "With what the file says and is not so yet." },
              ]}
            />
            {scope !== "community" && (
              <SelectField
                name="role"
                label="Role of new members"
                help="Where the file does not say."
                options={projectRoles.map((role) => ({ value: role, label: roleLabel[role] }))}
              />
            )}
          </Stack>
        </Section>
      )}
      <FormActions submit="Check the file" pending={save.pending}>
        <DiscardButton scope={scope} importId={importId} base={base} />
      </FormActions>
    </Form>
  );
}
