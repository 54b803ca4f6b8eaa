"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import type { ApiKeyRow } from "@/lib/api-keys/schema";
import { updateApiKey } from "./actions";
import { ApiKeyFields } from "./api-key-fields";
import { apiKeyFormSchema, formOf, keyInput, type ApiKeyForm } from "./api-key-form";
import { withFormPlaces } from "./with-form-places";

export function EditApiKey({ apiKey }: { apiKey: ApiKeyRow }) {
  const router = useRouter();
  const form = useZodForm<ApiKeyForm, ApiKeyForm>(apiKeyFormSchema, formOf(apiKey));
  const save = useAction(
    async (input: ApiKeyForm) => withFormPlaces(await updateApiKey("community", { ...keyInput(input), id: apiKey.id })),
    { form, success: "API key saved", onSuccess: () => router.refresh() },
  );
  return (
    <Form form={form} onSubmit={save.run}>
      <ApiKeyFields />
      <FormActions pending={save.pending}>
        <ButtonLink href="/community/api-keys" variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
