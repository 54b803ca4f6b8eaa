"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { NumberField } from "@/components/form/number-field";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Result } from "@/lib/errors/result";
import { rankInput, type RankInput } from "@/lib/users/rank-schema";
import { createRank, updateRank } from "./actions";

interface RankFormProps {
  scope: ScopeRef;
  /** Null for a new one. */
  rank: (RankInput & { id: string }) | null;
  onSaved?: () => void;
}

/** Where most ranks begin. */
const fresh: RankInput = { name: "", points: 10 };

export function RankForm({ scope, rank, onSaved }: RankFormProps) {
  const router = useRouter();
  const form = useZodForm(rankInput, rank ? { name: rank.name, points: rank.points } : fresh);
  const save = useAction(
    async (input: RankInput): Promise<Result<unknown>> =>
      rank ? updateRank(scope, { id: rank.id, rank: input }) : createRank(scope, input),
    {
      form,
      success: rank ? "Rank saved" : "Rank added",
      onSuccess: () => {
        form.reset(rank ? form.getValues() : fresh);
        router.refresh();
        onSaved?.();
      },
    },
  );
  return (
    <Form form={form} onSubmit={save.run}>
      <TextField name="name" label="Name" required />
      <NumberField name="points" label="Points" help="A negative number takes points away." required />
      <FormActions submit={rank ? "Save" : "Add rank"} pending={save.pending} />
    </Form>
  );
}
