import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { infoOf } from "@/app/(hub)/_screens/record/external-value";
import { FieldValueView } from "@/components/field-value/field-value-view";
import { CopyButton } from "@/components/kit/copy-button";
import { DefinitionList } from "@/components/kit/definition-list";
import { formatCount } from "@/components/kit/format";
import { Mono } from "@/components/kit/mono";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { may, type Can } from "@/lib/auth/actor";
import { getFieldOverview, type FieldOverview } from "@/lib/external-data/field-overview";
import { externalDataTypeLabel } from "@/lib/external-data/schema";
import { Distribution } from "./distribution";
import { FieldWrites } from "./field-writes";

interface FieldPageProps {
  actor: Can<"externalData.read">;
  groupId: string;
  fieldId: string;
}

/** One field of external data: how full it is, what it holds, who wrote it last and what uses it. */
export async function FieldPage({ actor, groupId, fieldId }: FieldPageProps) {
  if (![groupId, fieldId].every((id) => z.uuid().safeParse(id).success)) notFound();
  const overview = await getFieldOverview(actor, groupId, fieldId);
  const { group, field, coverage, distribution, writes, range } = overview;
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const root = project ? `/projects/${project.key}` : "/community";
  const tag = `((external.${group.key}.${field.key}))`;
  const info = infoOf(group, field);
  const shown = (text: string) => <FieldValueView field={info} value={info.type === "number" ? Number(text) : text} />;
  const listBase = group.target === "user" ? `${root}/users` : null;
  return (
    <>
      <PageHeader
        title={field.label}
        breadcrumbs={[
          project ? { label: project.name, href: root } : { label: "Community tools" },
          { label: "External data", href: `${root}/external-data` },
          { label: group.label, href: `${root}/external-data/${group.id}` },
          { label: field.label },
        ]}
      />
      <Stack gap="md">
        <Section title="Field">
          <DefinitionList
            items={[
              { term: "Type", value: externalDataTypeLabel[field.type] },
              { term: "Parameter", value: field.parameter },
              {
                term: "Tag",
                value: (
                  <>
                    <Mono>{tag}</Mono> <CopyButton value={tag} what="Tag" />
                  </>
                ),
              },
              { term: "Filled", value: coverageWords(overview) },
              { term: "Different values", value: formatCount(overview.distinct) },
              ...(range
                ? [
                    { term: "From", value: shown(range.least) },
                    { term: "To", value: shown(range.most) },
                    ...(range.average === null
                      ? []
                      : [
                          {
                            term: "Average",
                            value: range.average.toLocaleString("en-GB", { maximumFractionDigits: 2 }),
                          },
                        ]),
                  ]
                : []),
              { term: "Used by", value: usedBy(overview) },
              ...(field.archived ? [{ term: "Archived", value: "Nothing writes it any more." }] : []),
            ]}
          />
        </Section>
        <Section title="Values" description={valuesWords(overview)}>
          {coverage.filled === 0 ? (
            <EmptyState title="No value yet" illustration="list">
              Values come from external listeners, from captured answers of webhooks and from imports.
            </EmptyState>
          ) : (
            <Distribution
              bars={distribution}
              of={coverage.filled}
              path={`external.${group.key}.${field.key}`}
              listBase={listBase}
            />
          )}
        </Section>
        <Section title="Last writes" flush>
          <FieldWrites
            group={group}
            field={field}
            writes={writes}
            recordBase={listBase && `${listBase}/`}
            scope={project ? { project: project.key } : "community"}
            mayUndo={may(actor, "externalData.write")}
          />
        </Section>
      </Stack>
    </>
  );
}

function coverageWords({ group, coverage: { filled, of } }: FieldOverview): string {
  const share = of === 0 ? 0 : Math.round((filled / of) * 100);
  const noun = { user: "users", feedback: "tickets", project: "projects" }[group.target];
  return `${formatCount(filled)} of ${formatCount(of)} ${noun} (${share} %)`;
}

function valuesWords({ field, distinct, distribution }: FieldOverview): string | undefined {
  if (field.type === "datetime") return "By month, the latest last.";
  return distinct > distribution.length && field.type === "string"
    ? `The ${distribution.length} most frequent of ${formatCount(distinct)}.`
    : undefined;
}

function usedBy({ uses }: FieldOverview): string {
  return uses.map(({ kind, name }) => `${kind} “${name}”`).join(", ") || "Nothing yet";
}
