"use client";

import { useRouter } from "next/navigation";
import { ZoneField } from "@/app/(hub)/_screens/zone-field";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { KeyField } from "@/components/form/key-field";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { projectInput, type ProjectInput } from "@/lib/projects/schema";
import { addProject } from "./actions";

export function NewProject({ timeZone }: { timeZone: string }) {
  const router = useRouter();
  const form = useZodForm(projectInput, { name: "", key: "", description: "", timeZone, state: "active" });
  const save = useAction((input: ProjectInput) => addProject("community", input), {
    form,
    success: "Project created",
    onSuccess: ({ key }) => router.push(`/projects/${key}`),
  });
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="name" label="Name" required />
      <KeyField help="Letters a–z, digits and -. Part of the project’s addresses; it cannot change later." />
      <TextArea name="description" label="Description" help="What is tested, and with whom." />
      <ZoneField help="“Today” in filters means this zone, so that everyone sees the same rows." />
      <FormActions submit="Create project" pending={save.pending}>
        <ButtonLink href="/" variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
