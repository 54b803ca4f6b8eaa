import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { withPresent } from "@/app/(hub)/_screens/automation/with-present";
import { NoteOpened } from "@/app/(hub)/_screens/home/note-opened";
import { IntegrationGate } from "@/app/(hub)/_screens/integration-gate";
import { integrationState } from "@/app/(hub)/_screens/integration-state";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { listApiKeys } from "@/lib/api-keys/queries";
import { lastSeen } from "@/lib/audit/last-change";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listPublishable } from "@/lib/data-packages/publishable";
import { getPackage, listPulls } from "@/lib/data-packages/queries";
import type { PackageKind, PackageRow } from "@/lib/data-packages/schema";
import { helpLinks } from "@/lib/help/links";
import { PackageEditor } from "./package-editor";
import { packagePlace } from "./package-place";
import { PullsSection } from "./pulls-section";

interface EditorPageProps {
  actor: Can<"reports.write">;
  /** Null for a new one. */
  packageId: string | null;
  search: Record<string, unknown>;
}

const asked = z.object({
  kind: z.enum(["package", "lookup"]).catch("package"),
  element: z.uuid().nullable().catch(null),
  after: z.uuid().optional().catch(undefined),
});

/** One data package or record lookup: what it gives, where, to whom, and who took it. */
export async function EditorPage({ actor, packageId, search }: EditorPageProps) {
  if (packageId !== null && !z.uuid().safeParse(packageId).success) notFound();
  const place = packagePlace(actor);
  const reader = also(actor, "reports.read");
  const { kind, element, after } = asked.parse(search);
  // Before the package itself, so that a change between the two is noticed.
  const seen = packageId && (await lastSeen("data package", packageId));
  const row = packageId === null ? null : await getPackage(reader, packageId);
  const title = row?.name ?? newTitles[kind];
  const crumbs = [...place.crumbs, { label: "Data packages", href: place.base }, { label: title }];
  const gate = await integrationState();
  if (gate !== "open")
    return (
      <>
        <PageHeader title={title} breadcrumbs={crumbs} />
        <IntegrationGate state={gate} canOpen={actor.role === "community_manager"} />
      </>
    );
  const [elements, apiKeys, pulls] = await Promise.all([
    listPublishable(reader),
    apiKeysFor(actor, row),
    row && listPulls(reader, row.id, after),
  ]);
  const frame = { id: row?.id ?? randomUUID(), kind: row?.kind ?? kind, elements };
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={crumbs}
        actions={row && <HistoryLink scope={place.scope} kind="data package" id={row.id} />}
      />
      {row && <NoteOpened scope={place.scope} kind="data package" id={row.id} />}
      {elements.length === 0 && !row ? (
        <EmptyState
          title="There is no table to publish yet"
          illustration="list"
          actions={
            <>
              <ButtonLink href={place.reports}>Open custom reports</ButtonLink>
              <HelpLink to={helpLinks.dataPackages}>About data packages</HelpLink>
            </>
          }
        >
          Make a report with an element of the style Table first. It is what other systems get.
        </EmptyState>
      ) : (
        <PackageEditor
          key={row?.modifiedAt ?? "new"}
          place={place}
          frame={frame}
          row={row}
          apiKeys={apiKeys}
          elementId={element}
          seen={seen}
        />
      )}
      {row && pulls && <PullsSection kind={row.kind} {...pulls} base={`${place.base}/${row.id}`} />}
    </>
  );
}

const newTitles: Record<PackageKind, string> = {
  package: "Create a data package",
  lookup: "Create a record lookup",
};

async function apiKeysFor(actor: Can<"reports.write">, row: PackageRow | null) {
  const keys = await listApiKeys(also(actor, "apiKeys.read"));
  return withPresent(
    keys
      .filter(({ id, state }) => state === "usable" || id === row?.apiKey.id)
      .map(({ id, name, state }) => ({ value: id, label: state === "usable" ? name : `${name} (cannot be used)` })),
    row?.apiKey,
  );
}
