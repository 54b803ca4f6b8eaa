import { notFound } from "next/navigation";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { lastSeen } from "@/lib/audit/last-change";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { getGroup } from "@/lib/external-data/queries";
import { listSampleValues } from "@/lib/external-data/sample-values";
import type { RecordTarget } from "@/lib/external-data/schema";
import { GroupEditor } from "./group-editor";

interface GroupPageProps {
  actor: Can<"externalData.read">;
  groupId: string | null;
  /** What a new group holds data about, unless one chooses otherwise. */
  target?: RecordTarget;
}

/** One group of external data; null makes a new one. */
export async function GroupPage({ actor, groupId, target }: GroupPageProps) {
  if (groupId !== null && !z.uuid().safeParse(groupId).success) notFound();
  const seen = groupId === null ? null : await lastSeen("external data group", groupId);
  const group = groupId === null ? null : await getGroup(actor, groupId);
  const samples = group ? (await listSampleValues(db, [group])).get(group.id) : undefined;
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const root = project ? `/projects/${project.key}` : "/community";
  const base = `${root}/external-data`;
  const isOwn = group === null || group.projectId === projectIdOf(actor) || actor.role === "community_manager";
  const mayWrite = may(actor, "groups.write") && isOwn;
  const scope = project ? { project: project.key } : ("community" as const);
  const title = group?.label ?? "Create a data group";
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[
          project ? { label: project.name, href: root } : { label: "Community tools" },
          { label: "External data", href: base },
          { label: title },
        ]}
        actions={
          group && (
            <>
              {mayWrite && (
                <HistoryLink
                  scope={group.projectId === null ? "community" : scope}
                  kind="external data group"
                  id={group.id}
                />
              )}
              {group.target !== "project" && may(actor, "externalData.write") && (
                <ButtonLink href={`${base}/${group.id}/import`} variant="default">
                  Import values
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <GroupEditor
        key={JSON.stringify(group)}
        group={group}
        target={target}
        seen={seen}
        samples={samples}
        scope={scope}
        base={base}
        mayWrite={mayWrite}
      />
    </>
  );
}
