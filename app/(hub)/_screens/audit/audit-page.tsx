import { Alert, Group } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";
import { ExportButton } from "@/components/kit/export-button";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { listEntries } from "@/lib/audit/entries";
import { findPlaces } from "@/lib/audit/places";
import { auditKindWords, auditQuestion, type AuditQuestion } from "@/lib/audit/schema";
import type { Can } from "@/lib/auth/actor";
import { helpLinks } from "@/lib/help/links";
import { NewsOnly } from "@/app/(hub)/_screens/home/news-only";
import { AuditFilters } from "./audit-filters";
import { auditAddress, auditPlaceOf } from "./audit-place";
import { AuditTable } from "./audit-table";

/** Who changed what, when and from where. The question is the address. */
export async function AuditPage({ actor, search }: { actor: Can<"audit.read">; search: Record<string, unknown> }) {
  const place = auditPlaceOf(actor);
  const asked = auditQuestion.safeParse(search);
  const question = asked.success ? asked.data : {};
  const { rows, next } = asked.success ? await listEntries(actor, question) : { rows: [], next: null };
  const { after, object, kind, ...rest } = question;
  const isNarrowed = Boolean(object ?? kind ?? Object.values(rest).find(Boolean));
  const title = object && kind ? `History of ${rows[0]?.label ?? auditKindWords[kind].toLowerCase()}` : "Audit log";
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[
          ...place.crumbs,
          ...(title === "Audit log"
            ? [{ label: "Audit log" }]
            : [{ label: "Audit log", href: place.base }, { label: title }]),
        ]}
        description="Who changed the configuration, when and from where."
        actions={
          <>
            <HelpLink to={helpLinks.auditLog}>The audit log</HelpLink>
            {rows.length > 0 && <ExportButton href={exportAddress(place.scope, question)} />}
          </>
        }
      />
      <AuditFilters key={JSON.stringify(question)} base={place.base} question={question} />
      <NewsOnly
        since={question.since}
        words="Entries"
        own={question.others ? "without what you did" : undefined}
        href={place.base}
      />
      {!asked.success && (
        <Alert color="red" title="This cannot be looked for" mb="md">
          {asked.error.issues[0]?.message ?? "Something in the address is not right."}
        </Alert>
      )}
      <Section flush>
        {rows.length > 0 ? (
          <AuditTable
            base={place.base}
            rows={rows}
            places={await findPlaces(rows)}
            withProject={actor.scope.kind === "community"}
          />
        ) : isNarrowed || !asked.success ? (
          <EmptyState
            title="No entry matches"
            illustration="search"
            actions={<ButtonLink href={place.base}>Show the whole log</ButtonLink>}
          >
            Take something out of the filter, or choose other dates.
          </EmptyState>
        ) : (
          <EmptyState title="Nothing was changed yet" illustration="list">
            When somebody creates, changes or deletes a macro, a listener, a team or any other setting, it stands here.
          </EmptyState>
        )}
      </Section>
      {(next || after) && (
        <Group justify="flex-end" gap="xs" pt="xs">
          {after && (
            <ButtonLink
              variant="default"
              size="compact-sm"
              href={auditAddress(place.base, { ...question, after: undefined })}
            >
              Newest
            </ButtonLink>
          )}
          {next && (
            <ButtonLink
              variant="default"
              size="compact-sm"
              href={auditAddress(place.base, { ...question, after: next })}
            >
              Older
            </ButtonLink>
          )}
        </Group>
      )}
    </>
  );
}

function exportAddress(scope: ReturnType<typeof auditPlaceOf>["scope"], question: AuditQuestion): string {
  const project = scope === "community" ? {} : { project: scope.project };
  return auditAddress("/api/audit/export", { ...question, ...project, after: undefined });
}
