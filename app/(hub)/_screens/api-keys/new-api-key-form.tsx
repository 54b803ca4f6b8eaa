"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import type { NewApiKey } from "@/lib/api-keys/schema";
import { createApiKey } from "./actions";
import { ApiKeyFields } from "./api-key-fields";
import { apiKeyFormSchema, formOf, keyInput, type ApiKeyForm } from "./api-key-form";
import { ShownOnce } from "./shown-once";
import { withFormPlaces } from "./with-form-places";

/** Makes a key, and shows it this once. */
export function NewApiKeyForm() {
  const router = useRouter();
  const [made, setMade] = useState<NewApiKey | null>(null);
  const form = useZodForm<ApiKeyForm, ApiKeyForm>(apiKeyFormSchema, formOf(null));
  const create = useAction(
    async (input: ApiKeyForm) => withFormPlaces(await createApiKey("community", keyInput(input))),
    { form, onSuccess: setMade },
  );
  if (made)
    return <ShownOnce title="Your API key was created" made={made} onDone={() => router.push("/community/api-keys")} />;
  return (
    <Form form={form} onSubmit={create.run}>
      <ApiKeyFields />
      <FormActions submit="Create API key" pending={create.pending}>
        <ButtonLink href="/community/api-keys" variant="default">
          Cancel
        </ButtonLink>
      </FormActions>
    </Form>
  );
}
