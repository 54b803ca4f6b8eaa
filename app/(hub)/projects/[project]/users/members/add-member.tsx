"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ScopeRef } from "@/lib/auth/authorize";
import { memberInput, type MemberInput } from "@/lib/projects/schema";
import { putMember } from "./actions";
import { roleOptions } from "./role-options";
import classes from "./members.module.css";

export function AddMember({ scope }: { scope: ScopeRef }) {
  const router = useRouter();
  const form = useZodForm(memberInput, { user: "", role: "participant" });
  const save = useAction((input: MemberInput) => putMember(scope, input), {
    form,
    success: "Member added",
    onSuccess: () => {
      form.reset({ user: "", role: form.getValues("role") });
      router.refresh();
    },
  });
  return (
    <Form form={form} onSubmit={save.run} guard={false}>
      <div className={classes.add} data-wrong={form.formState.errors.user ? true : undefined}>
        <div className={classes.grow}>
          <TextField name="user" label="E-mail address or username" required />
        </div>
        <SelectField name="role" label="Role" options={roleOptions} required />
        <Button type="submit" loading={save.pending}>
          Add member
        </Button>
      </div>
    </Form>
  );
}
