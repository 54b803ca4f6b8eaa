"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ZoneField } from "@/app/(hub)/_screens/zone-field";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { KeyField } from "@/components/form/key-field";
import { SelectField } from "@/components/form/select-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import type { Checked } from "@/lib/configuration/checked";
import { newProjectInput, type NewProjectInput } from "@/lib/configuration/new-project-schema";
import { addProject } from "./actions";
import { StartedProject } from "./started-project";

interface NewProjectProps {
  timeZone: string;
  /** What it can start from. */
  projects: { value: string; label: string }[];
}

export function NewProject({ timeZone, projects }: NewProjectProps) {
  const router = useRouter();
  const [started, setStarted] = useState<{ key: string; checked: Checked } | null>(null);
  const empty = {
    name: "",
    key: "",
    description: "",
    timeZone,
    state: "active",
    isTemplate: false,
    from: null,
  } as const;
  const form = useZodForm(newProjectInput, empty);
  const save = useAction((input: NewProjectInput) => addProject("community", input), {
    form,
    success: "Project created",
    onSuccess: ({ key, checked }) => {
      if (checked) setStarted({ key, checked });
      else router.push(`/projects/${key}`);
    },
  });
  if (started) return <StartedProject project={started.key} checked={started.checked} />;
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="name" label="Name" required />
      <KeyField help="Letters a–z, digits and -. Part of the project’s addresses; it cannot change later." />
      <TextArea name="description" label="Description" help="What is tested, and with whom." />
      <ZoneField help="“Today” in filters means this zone, so that everyone sees the same rows." />
      {projects.length > 0 && (
        <SelectField
          name="from"
          label="Start from"
          help="The configuration of a template or another project is copied: types, macros, listeners, filters. People, tickets and secrets are not."
          options={projects}
          placeholder="Nothing: an empty project"
          clearable
        />
      )}
      <FormActions submit="Create project" pending={save.pending}>
        <ButtonLink href="/" variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
