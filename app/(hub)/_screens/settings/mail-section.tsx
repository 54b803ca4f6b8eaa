import { Stack } from "@mantine/core";
import { ButtonLink } from "@/components/kit/button-link";
import { DefinitionList } from "@/components/kit/definition-list";
import { HelpLink } from "@/components/kit/help-link";
import { Mono } from "@/components/kit/mono";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { helpLinks } from "@/lib/help/links";
import type { MailServerShown } from "@/lib/mail/mail-server";
import { MailServerForm } from "./mail-server-form";

/** Whether mail leaves this machine, and by which server. */
export function MailSection({ mail }: { mail: MailServerShown }) {
  const { source, server, from, stored } = mail;
  return (
    <Section
      id="mail"
      title="Mail"
      description={sources[source]}
      actions={
        <>
          <HelpLink to={helpLinks.mail}>How to set a mail server</HelpLink>
          <ButtonLink href="/community/mailbox" variant="default">
            Mailbox
          </ButtonLink>
        </>
      }
    >
      <Stack gap="lg">
        {server ? (
          <DefinitionList
            items={[
              { term: "State", value: <StatusBadge tone="ok">Mail is sent</StatusBadge> },
              { term: "Mail server", value: <Mono>{server}</Mono> },
              { term: "Sender", value: from },
            ]}
          />
        ) : (
          <DefinitionList
            items={[
              {
                term: "State",
                value: <StatusBadge tone="paused">Mail is kept</StatusBadge>,
                note: "No mail server is set, so every e-mail rests in the Mailbox.",
              },
            ]}
          />
        )}
        <MailServerForm key={JSON.stringify(stored)} stored={stored} source={source} />
      </Stack>
    </Section>
  );
}

const sources: Record<MailServerShown["source"], string> = {
  environment: "Source: environment, which wins over what is set below.",
  setting: "Source: these settings.",
  none: "Neither the environment nor these settings name a mail server.",
};
