import { Alert, Stack } from "@mantine/core";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import type { Can } from "@/lib/auth/actor";
import { helpLinks } from "@/lib/help/links";
import { getMailServer } from "@/lib/mail/mail-server";
import { MailServerForm } from "./mail-server-form";

/** The mail server that the community sets for itself. */
export async function MailServerPage({ actor }: { actor: Can<"settings.write"> }) {
  const { stored, source, id } = await getMailServer(actor);
  return (
    <>
      <PageHeader
        title="Mail server"
        breadcrumbs={[
          { label: "Community tools" },
          { label: "Settings", href: "/community/settings" },
          { label: "Mail server" },
        ]}
        description="Without one, every e-mail rests in the Mailbox."
        actions={
          <>
            <HelpLink to={helpLinks.mail}>How to set a mail server</HelpLink>
            {id && <HistoryLink scope="community" kind="mail server" id={id} />}
          </>
        }
      />
      <Stack gap="lg" maw="var(--fp-measure)">
        {source === "environment" && (
          <Alert color="blue" variant="light" title="The operator has set a mail server">
            The environment names one, which wins over what is set here.
          </Alert>
        )}
        <Section>
          <MailServerForm key={JSON.stringify(stored)} stored={stored} source={source} />
        </Section>
      </Stack>
    </>
  );
}
