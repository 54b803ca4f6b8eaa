import { ButtonLink } from "@/components/kit/button-link";
import { DefinitionList } from "@/components/kit/definition-list";
import { HelpLink } from "@/components/kit/help-link";
import { Mono } from "@/components/kit/mono";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { helpLinks } from "@/lib/help/links";
import type { MailServerShown } from "@/lib/mail/mail-server";

/** Whether mail leaves this machine, and by which server. */
export function MailSection({ mail: { source, server, from, stored } }: { mail: MailServerShown }) {
  return (
    <Section
      title="Mail"
      description={sources[source]}
      actions={
        <>
          <HelpLink to={helpLinks.mail}>How to set a mail server</HelpLink>
          <ButtonLink href="/community/mailbox" variant="default">
            Mailbox
          </ButtonLink>
          <ButtonLink href="/community/settings/mail" variant="default">
            {stored ? "Modify" : "Set a mail server"}
          </ButtonLink>
        </>
      }
    >
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
    </Section>
  );
}

const sources: Record<MailServerShown["source"], string> = {
  environment: "Source: environment.",
  setting: "Source: set here.",
  none: "Neither the environment nor the community names a mail server.",
};
