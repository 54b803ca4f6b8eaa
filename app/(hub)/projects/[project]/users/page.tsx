import { RecordsPage } from "@/app/(hub)/_screens/records/records-page";
import { ButtonLink } from "@/components/kit/button-link";
import { may } from "@/lib/auth/actor";
import { usersOf } from "@/lib/sources/load-source";
import { page } from "@/lib/web/page";

export const metadata = { title: "Project users" };

export default page("users.read", async ({ actor, param, search }) => {
  const key = param("project");
  const base = `/projects/${key}`;
  const name = actor.scope.kind === "project" ? actor.scope.name : key;
  return (
    <RecordsPage
      search={search}
      actor={actor}
      source={await usersOf(actor)}
      title="Project users"
      breadcrumbs={[{ label: name, href: base }, { label: "Users" }, { label: "Project users" }]}
      api={`/api/users?project=${encodeURIComponent(key)}`}
      recordBase={`${base}/users/`}
      links={
        <>
          {may(actor, "members.write") && (
            <>
              <ButtonLink href={`${base}/users/members`} variant="default">
                Members and roles
              </ButtonLink>
              <ButtonLink href={`${base}/users/import`} variant="default">
                Import users
              </ButtonLink>
            </>
          )}
          <ButtonLink href={`${base}/users/resources`} variant="default">
            User resources
          </ButtonLink>
          <ButtonLink href={`${base}/users/automation`} variant="default">
            User automation
          </ButtonLink>
        </>
      }
    />
  );
});
