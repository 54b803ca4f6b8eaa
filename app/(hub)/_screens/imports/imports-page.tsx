import { Stack } from "@mantine/core";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { helpLinks } from "@/lib/help/links";
import { listImports } from "@/lib/imports/queries";
import { importStateWords } from "@/lib/imports/states";
import { findGroup } from "./find-group";
import { importPlace } from "./import-place";
import { ImportSteps } from "./import-steps";
import { importTone } from "./tones";
import { UploadForm } from "./upload-form";

interface ImportsPageProps {
  actor: Can<"members.write"> | Can<"externalData.write">;
  /** Null for users themselves. */
  groupId: string | null;
}

/** Where a file is brought in, and what was brought in before, newest first. */
export async function ImportsPage({ actor: visitor, groupId }: ImportsPageProps) {
  const actor = also(visitor, "externalData.write");
  const place = importPlace(actor, await findGroup(actor, groupId));
  const imports = await listImports(actor, place);
  return (
    <>
      <PageHeader
        title={place.title}
        breadcrumbs={place.breadcrumbs}
        description="From a CSV file. You see what each row would do before anything is written."
        actions={<HelpLink to={helpLinks.import}>How importing works</HelpLink>}
      />
      <Stack gap="lg">
        <Section title="New import">
          <Stack gap="md">
            <ImportSteps now="upload" />
            <UploadForm scope={place.scope} kind={place.kind} groupId={place.groupId} base={place.base} />
          </Stack>
        </Section>
        <Section title="Past imports" flush>
          {imports.length === 0 ? (
            <EmptyState title="Nothing was imported here yet" illustration="list" />
          ) : (
            <SimpleTable
              label="Past imports"
              rows={imports}
              rowId={({ id }) => id}
              columns={[
                {
                  id: "file",
                  header: "File",
                  cell: ({ id, fileName }) => <TextLink href={`${place.base}/${id}`}>{fileName}</TextLink>,
                },
                {
                  id: "state",
                  header: "Status",
                  cell: (row) => (
                    <StatusBadge tone={importTone(row)} variant="plain">
                      {importStateWords[row.state]}
                    </StatusBadge>
                  ),
                },
                { id: "rows", header: "Rows", align: "end", cell: ({ total }) => total.toLocaleString("en") },
                {
                  id: "refused",
                  header: "Refused",
                  align: "end",
                  cell: ({ tally }) => tally.refused.toLocaleString("en"),
                },
                { id: "by", header: "By", cell: ({ by }) => by },
                {
                  id: "at",
                  header: "Uploaded",
                  align: "end",
                  cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
                },
              ]}
            />
          )}
        </Section>
      </Stack>
    </>
  );
}
