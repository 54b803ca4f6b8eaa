import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/kit/page-header";
import { also } from "@/lib/auth/authorize";
import { currentPerson } from "@/lib/auth/current-person";
import { listSessions } from "@/lib/auth/sessions";
import { getPerson } from "@/lib/users/queries";
import { page } from "@/lib/web/page";
import { AccountForm } from "./account-form";
import { PasswordForm } from "./password-form";
import { SessionList } from "./session-list";

export const metadata = { title: "Preferences" };

export default page("preferences.write", async ({ actor }) => {
  const [person, session] = await Promise.all([getPerson(also(actor, "preferences.write")), currentPerson()]);
  if (!person || !session) notFound();
  const sessions = await listSessions(session.personId);
  return (
    <>
      <PageHeader title="Preferences" description={`${actor.name} · ${person.email}`} />
      <Stack gap="lg" maw="var(--fp-measure)">
        <AccountForm timeZone={person.timeZone} shortcuts={person.preferences.shortcuts} />
        <PasswordForm />
        <SessionList sessions={sessions.map((row) => ({ ...row, isThis: row.id === session.sessionId }))} />
      </Stack>
    </>
  );
});
