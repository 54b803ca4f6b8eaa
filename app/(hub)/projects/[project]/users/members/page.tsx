import { Stack } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";
import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { projectRoles, roleLabel, type ProjectRole } from "@/lib/auth/permissions";
import { listMembers, membersPerPage } from "@/lib/projects/members";
import { page } from "@/lib/web/page";
import { AddMember } from "./add-member";
import { MemberSearch } from "./member-search";
import { MembersTable } from "./members-table";

export const metadata = { title: "Members and roles" };

export default page("members.write", async ({ actor, param, search }) => {
  const key = param("project");
  const base = `/projects/${key}`;
  const role = projectRoles.find((each) => each === search.role);
  const wanted = typeof search.q === "string" ? search.q.slice(0, 200) : "";
  const number = Math.max(1, Math.trunc(Number(search.page)) || 1);
  const members = await listMembers(actor, { role, search: wanted, page: number });
  const here = (next: { role?: ProjectRole; page?: number }) => address(`${base}/users/members`, wanted, next);
  return (
    <>
      <PageHeader
        title="Members and roles"
        description="A role decides what somebody sees and does in this project."
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : key, href: base },
          { label: "Users" },
          { label: "Project users", href: `${base}/users` },
          { label: "Members and roles" },
        ]}
        actions={
          <ButtonLink href={`${base}/users/invitations`} variant="default">
            Invite by mail
          </ButtonLink>
        }
      />
      <Stack gap="lg">
        <Section title="Add a member">
          <AddMember scope={{ project: key }} />
        </Section>
        <LinkTabs
          label="Roles"
          tabs={[
            {
              label: "Everyone",
              href: here({}),
              count: Object.values(members.byRole).reduce((sum, count) => sum + count, 0),
              active: !role,
            },
            ...projectRoles.map((each) => ({
              label: roleLabel[each],
              href: here({ role: each }),
              count: members.byRole[each],
              active: role === each,
            })),
          ]}
        />
        <MemberSearch role={role ?? null} search={wanted} />
        <MembersTable
          scope={{ project: key }}
          usersBase={`${base}/users/`}
          rows={members.rows}
          total={members.total}
          selfId={actor.personId}
          previous={number > 1 ? here({ role, page: number - 1 }) : null}
          next={number * membersPerPage < members.total ? here({ role, page: number + 1 }) : null}
          isFiltered={wanted !== "" || role !== undefined}
        />
      </Stack>
    </>
  );
});

function address(path: string, search: string, { role, page: number }: { role?: ProjectRole; page?: number }): string {
  const query = new URLSearchParams();
  if (search) query.set("q", search);
  if (role) query.set("role", role);
  if (number && number > 1) query.set("page", String(number));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
