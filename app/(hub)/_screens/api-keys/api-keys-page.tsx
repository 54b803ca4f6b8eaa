import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { listApiKeys } from "@/lib/api-keys/queries";
import type { Can } from "@/lib/auth/actor";
import { ApiKeysTable } from "./api-keys-table";

/** Every API key of the community. */
export async function ApiKeysPage({ actor }: { actor: Can<"apiKeys.read"> }) {
  return (
    <>
      <PageHeader
        title="API keys"
        breadcrumbs={[{ label: "Community tools" }, { label: "API keys" }]}
        description="A key lets other systems call external listeners, and shows who calls. One key can serve several integrations."
        actions={<ButtonLink href="/community/api-keys/new">Create an API key</ButtonLink>}
      />
      <ApiKeysTable rows={await listApiKeys(actor)} />
    </>
  );
}
