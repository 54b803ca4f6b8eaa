import { PageHeader } from "@/components/kit/page-header";
import { communityRoles } from "@/lib/auth/permissions";
import { page } from "@/lib/web/page";
import { NewUserForm } from "./new-user-form";

export const metadata = { title: "New user" };

export default page("users.write", async ({ search }) => {
  const role = communityRoles.find((each) => each === search.role) ?? "member";
  return Promise.resolve(
    <>
      <PageHeader
        title="New user"
        description="Makes an account. Add it to a project under Members and roles."
        breadcrumbs={[
          { label: "Community tools" },
          { label: "Users" },
          { label: "Community users", href: "/community/users" },
          { label: "New user" },
        ]}
      />
      <NewUserForm role={role} />
    </>,
  );
});
