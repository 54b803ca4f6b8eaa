import { Stack, Text } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { DefinitionList } from "@/components/kit/definition-list";
import { PageHeader } from "@/components/kit/page-header";
import { ExactTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { onlyVersion } from "@/lib/audit/change-text";
import { getEntry, type AuditDetail } from "@/lib/audit/entries";
import { findPlaces } from "@/lib/audit/places";
import { auditKindWords, viaWords } from "@/lib/audit/schema";
import type { Can } from "@/lib/auth/actor";
import { versionSide } from "@/lib/restore/schema";
import { auditPlaceOf, type AuditPlace } from "./audit-place";
import { FieldChanges } from "./field-changes";
import { HistoryLink } from "./history-link";
import { objectAddress } from "./object-address";
import { RestoreSection } from "./restore-section";

interface EntryPageProps {
  actor: Can<"audit.read">;
  entryId: string;
  search: Record<string, unknown>;
}

/** One entry whole: each field before and after, and the way back. */
export async function EntryPage({ actor, entryId, search }: EntryPageProps) {
  if (!z.uuid().safeParse(entryId).success) notFound();
  const entry = await getEntry(actor, entryId);
  const place = auditPlaceOf(actor);
  const side = versionSide.safeParse(search["restore"]);
  const title = `${auditKindWords[entry.kind]} “${entry.label}” ${entry.verb}`;
  const address = objectAddress(entry, await findPlaces([entry]));
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[...place.crumbs, { label: "Audit log", href: place.base }, { label: "Entry" }]}
        actions={entry.objectId && <HistoryLink scope={place.scope} kind={entry.kind} id={entry.objectId} />}
      />
      <Stack gap="lg" maw="var(--fp-measure-wide, 72rem)">
        <Section>
          <DefinitionList items={facts(entry, place, address)} />
        </Section>
        <Section title={onlyVersion(entry.verb) ? "Values" : "Changes"}>
          {entry.changes.length > 0 ? (
            <FieldChanges changes={entry.changes} only={onlyVersion(entry.verb)} />
          ) : (
            <EmptyState title="No field is different" illustration="list">
              {entry.verb === "changed" ? "It was saved as it was." : "What was done is all there is to say."}
            </EmptyState>
          )}
          {hasSecrets(entry) && (
            <Text fz="sm" c="dimmed" mt="md">
              Secrets are never written here: of each only the last characters are shown.
            </Text>
          )}
        </Section>
        <RestoreSection actor={actor} entry={entry} base={place.base} side={side.success ? side.data : null} />
      </Stack>
    </>
  );
}

function facts(entry: AuditDetail, place: AuditPlace, address: string | null) {
  const { kind, label, by, at, via, ip, browser, project, restoresId } = entry;
  return [
    {
      term: auditKindWords[kind],
      value: address ? <TextLink href={address}>{label}</TextLink> : label,
    },
    { term: "Who", value: by.name, note: by.username },
    { term: "When", value: <ExactTime at={at} /> },
    { term: "Via", value: viaWords[via] },
    ...(ip ? [{ term: "From", value: ip, note: browser }] : []),
    ...(project ? [{ term: "Project", value: project.name }] : []),
    ...(restoresId
      ? [{ term: "Restored", value: <TextLink href={`${place.base}/${restoresId}`}>A version of this entry</TextLink> }]
      : []),
  ];
}

function hasSecrets({ before, after }: AuditDetail): boolean {
  return JSON.stringify([before, after]).includes('"secretId"');
}
