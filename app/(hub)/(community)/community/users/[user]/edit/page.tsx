import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { getAccount } from "@/lib/users/queries";
import { page } from "@/lib/web/page";
import { EditUserForm } from "./edit-user-form";
import { SetPasswordForm } from "./set-password-form";

export const metadata = { title: "Edit account" };

export default page("users.write", async ({ actor, param }) => {
  const id = param("user");
  if (!z.uuid().safeParse(id).success) notFound();
  const { isOneself, ...account } = await getAccount(actor, id);
  return (
    <>
      <PageHeader
        title="Edit account"
        description={isOneself ? "This is your own account." : account.email}
        breadcrumbs={[
          { label: "Community tools" },
          { label: "Users" },
          { label: "Community users", href: "/community/users" },
          { label: account.username, href: `/community/users/${id}` },
          { label: "Edit account" },
        ]}
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        <Section title="Account">
          <EditUserForm account={account} />
        </Section>
        <Section title="Password" description="A new password ends every session of this person.">
          <SetPasswordForm id={id} />
        </Section>
      </Stack>
    </>
  );
});
