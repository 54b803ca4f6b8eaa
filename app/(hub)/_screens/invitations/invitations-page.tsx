import { Group, Stack } from "@mantine/core";
import { z } from "zod";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { helpLinks } from "@/lib/help/links";
import { listInvitations } from "@/lib/invitations/manage";
import { listTeams } from "@/lib/teams/queries";
import { InviteToCommunity, InviteToProject } from "./invite-form";
import { OpenInvitations } from "./open-invitations";

interface InvitationsPageProps {
  actor: Can<"members.write">;
  search: Record<string, unknown>;
}

/** Invite people by mail, and who has not come yet; for a project and for the community. */
export async function InvitationsPage({ actor, search }: InvitationsPageProps) {
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const scope = project ? { project: project.key } : ("community" as const);
  const users = project ? `/projects/${project.key}/users` : "/community/users";
  const after = z.uuid().safeParse(search["after"]).data;
  const [{ rows, next }, teams] = await Promise.all([
    listInvitations(actor, after),
    project ? listTeams(also(actor, "users.read")) : [],
  ]);
  return (
    <>
      <PageHeader
        title="Invitations"
        description="Each address gets a mail with a link that works once, for seven days."
        breadcrumbs={[
          project ? { label: project.name, href: `/projects/${project.key}` } : { label: "Community tools" },
          { label: project ? "Project users" : "Users", href: users },
          { label: "Invitations" },
        ]}
        actions={<HelpLink to={helpLinks.invitations}>Invite people</HelpLink>}
      />
      <Stack gap="lg">
        <Section title="Invite people">
          {project ? (
            <InviteToProject scope={scope} teams={teams.map(({ id, name }) => ({ value: id, label: name }))} />
          ) : (
            <InviteToCommunity />
          )}
        </Section>
        <Section title="Open invitations" flush>
          {rows.length > 0 ? (
            <OpenInvitations scope={scope} rows={rows} />
          ) : (
            <EmptyState title="Nobody is invited" illustration="list">
              Who was invited and has not come yet stands here.
            </EmptyState>
          )}
        </Section>
        {(next ?? after) && (
          <Group justify="flex-end" gap="xs">
            {after && (
              <ButtonLink variant="default" size="compact-sm" href={`${users}/invitations`}>
                Newest
              </ButtonLink>
            )}
            {next && (
              <ButtonLink variant="default" size="compact-sm" href={`${users}/invitations?after=${next}`}>
                Older
              </ButtonLink>
            )}
          </Group>
        )}
      </Stack>
    </>
  );
}
