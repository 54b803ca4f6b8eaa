import { RecordsPage } from "@/app/(hub)/_screens/records/records-page";
import { ButtonLink } from "@/components/kit/button-link";
import { may } from "@/lib/auth/actor";
import { usersOf } from "@/lib/sources/load-source";
import { page } from "@/lib/web/page";

export const metadata = { title: "Community users" };

export default page("users.read", async ({ actor, search }) => (
  <RecordsPage
    search={search}
    actor={actor}
    source={await usersOf(actor)}
    title="Community users"
    breadcrumbs={[{ label: "Community tools" }, { label: "Users" }]}
    api="/api/users?"
    recordBase="/community/users/"
    links={
      <>
        {may(actor, "users.write") && (
          <>
            <ButtonLink href="/community/users/new" variant="default">
              New user
            </ButtonLink>
            <ButtonLink href="/community/users/invitations" variant="default">
              Invite by mail
            </ButtonLink>
            <ButtonLink href="/community/users/import" variant="default">
              Import users
            </ButtonLink>
          </>
        )}
        <ButtonLink href="/community/users/resources" variant="default">
          User resources
        </ButtonLink>
        <ButtonLink href="/community/users/automation" variant="default">
          User automation
        </ButtonLink>
      </>
    }
  />
));
