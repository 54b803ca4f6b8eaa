import { notFound } from "next/navigation";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { DefinitionList } from "@/components/kit/definition-list";
import { Mono } from "@/components/kit/mono";
import { PageHeader } from "@/components/kit/page-header";
import { ExactTime, RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { SimpleTable } from "@/components/table/simple-table";
import { getApiKey } from "@/lib/api-keys/queries";
import { apiKeyStateLabel, type ApiKeyRow } from "@/lib/api-keys/schema";
import type { Can } from "@/lib/auth/actor";
import classes from "./api-keys.module.css";
import { EditApiKey } from "./edit-api-key";
import { KeyControls } from "./key-controls";
import { keyText, stateTone, userWord } from "./key-words";

/** One key: what it is, who uses it, and everything that ends it. */
export async function ApiKeyPage({ actor, keyId }: { actor: Can<"apiKeys.read">; keyId: string }) {
  if (!z.uuid().safeParse(keyId).success) notFound();
  const key = await getApiKey(actor, keyId);
  return (
    <>
      <PageHeader
        title={key.name}
        breadcrumbs={[
          { label: "Community tools" },
          { label: "API keys", href: "/community/api-keys" },
          { label: key.name },
        ]}
        aside={<StatusBadge tone={stateTone[key.state]}>{apiKeyStateLabel[key.state]}</StatusBadge>}
        actions={<HistoryLink scope="community" kind="API key" id={key.id} />}
      />
      <div className={classes.columns}>
        <EditApiKey key={JSON.stringify(key)} apiKey={key} />
        <div className={classes.stack}>
          <Section title="Use">
            <DefinitionList
              stacked
              items={[
                { term: "Key", value: <Mono>{keyText(key)}</Mono>, note: "The rest of it is shown to nobody." },
                {
                  term: "Last used",
                  value: <RelativeTime at={key.lastUsedAt} empty="never" />,
                  note: key.lastUsedIp && `from ${key.lastUsedIp}`,
                },
                { term: "Created", value: <ExactTime at={key.createdAt} /> },
                ...olderSecrets(key),
              ]}
            />
          </Section>
          <Section title="Used by" flush={key.usedBy.length > 0}>
            {key.usedBy.length === 0 ? "Nothing uses this key." : <Users usedBy={key.usedBy} />}
          </Section>
          <KeyControls apiKey={key} />
        </div>
      </div>
    </>
  );
}

/** Versions from before a rotation that still work. */
function olderSecrets({ secrets }: ApiKeyRow) {
  return secrets.slice(1).map(({ publicId, last4, validUntil }) => ({
    term: "Replaced, still works",
    value: <Mono>{`fp_${publicId}_…${last4}`}</Mono>,
    note: <>until {validUntil && <ExactTime at={validUntil} />}</>,
  }));
}

function Users({ usedBy }: Pick<ApiKeyRow, "usedBy">) {
  return (
    <SimpleTable
      label="What uses this key"
      rows={usedBy}
      rowId={({ id }) => id}
      columns={[
        { id: "name", header: "Name", cell: ({ name }) => name },
        { id: "kind", header: "What it is", cell: ({ kind }) => userWord[kind] },
        { id: "key", header: "Key", cell: ({ key }) => <Mono>{key}</Mono> },
        { id: "project", header: "Project", cell: ({ projectKey }) => projectKey ?? "the community" },
      ]}
    />
  );
}
