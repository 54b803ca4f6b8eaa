"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { confirm } from "@/components/kit/confirm";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Result } from "@/lib/errors/result";
import { teamInput, type TeamInput } from "@/lib/teams/schema";
import { createTeam, deleteTeam, updateTeam } from "./actions";

interface TeamFormProps {
  scope: ScopeRef;
  base: string;
  /** Null for a new one. */
  team: { id: string; name: string; description: string; impactFactor: number } | null;
}

export function TeamForm({ scope, base, team }: TeamFormProps) {
  const router = useRouter();
  const form = useZodForm(teamInput, {
    name: team?.name ?? "",
    description: team?.description ?? "",
    impactFactor: team?.impactFactor ?? 1,
  });
  const save = useAction(
    async (input: TeamInput): Promise<Result<unknown>> =>
      team ? updateTeam(scope, { id: team.id, team: input }) : createTeam(scope, input),
    {
      form,
      success: team ? "Team saved" : "Team created",
      onSuccess: () => {
        form.reset(team ? form.getValues() : { name: "", description: "", impactFactor: 1 });
        router.refresh();
      },
    },
  );
  const remove = useAction(() => deleteTeam(scope, { id: team?.id }), {
    success: "Team deleted",
    onSuccess: () => router.push(base),
  });
  const askAndDelete = async () => {
    const sure = await confirm({
      title: "Delete this team?",
      message: "Its people stay where they are; filters that name the team find nobody any more.",
      confirm: "Delete team",
      danger: true,
    });
    if (sure) await remove.run(undefined);
  };
  return (
    <Section title={team ? "Settings" : "New team"}>
      <Form form={form} onSubmit={save.run}>
        <TextField name="name" label="Name" required />
        <TextField name="description" label="Description" />
        <NumberField
          name="impactFactor"
          label="Impact factor"
          help="How much the tickets of its people count: 2 is twice as much. Someone in several teams counts by all of them together."
          min={0}
          max={100}
          decimals={2}
        />
        <FormActions submit={team ? "Save" : "Create team"} pending={save.pending}>
          {team && (
            <Button variant="subtle" color="red" onClick={() => void askAndDelete()} loading={remove.pending}>
              Delete team
            </Button>
          )}
        </FormActions>
      </Form>
    </Section>
  );
}
