import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { ProfileForm } from "@/app/(hub)/_screens/profile/profile-form";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { also } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import { listSessions } from "@/lib/auth/sessions";
import { listProfileFields } from "@/lib/users/profile";
import { getPerson } from "@/lib/users/queries";
import { page } from "@/lib/web/page";
import { AccountForm } from "./account-form";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

export const metadata = { title: "Preferences" };

export default page("preferences.write", async ({ actor }) => {
  const [person, session] = await Promise.all([getPerson(also(actor, "preferences.write")), currentPerson()]);
  if (!person || !session) notFound();
  const [sessions, fields] = await Promise.all([listSessions(session.personId), listProfileFields()]);
  return (
    <>
      <PageHeader
        title="Preferences"
        description={`${actor.name} · ${person.email}`}
        actions={
          <ButtonLink href="/account/rights" variant="default">
            What you may do
          </ButtonLink>
        }
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        <AccountForm timeZone={person.timeZone} shortcuts={person.preferences.shortcuts} emails={!person.emailOptOut} />
        <ProfileForm fields={fields} values={person.profile} userId={null} />
        <PasswordForm />
        <SessionList sessions={sessions.map((row) => ({ ...row, isThis: row.id === session.sessionId }))} />
      </Stack>
    </>
  );
});
