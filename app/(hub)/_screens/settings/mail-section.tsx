import { DefinitionList } from "@/components/kit/definition-list";
import { HelpLink } from "@/components/kit/help-link";
import { ButtonLink } from "@/components/kit/button-link";
import { Mono } from "@/components/kit/mono";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { helpLinks } from "@/lib/help/links";

/** Whether mail leaves this machine. */
export function MailSection({ smtp }: { smtp: { server: string; from: string } | null }) {
  return (
    <Section
      title="Mail"
      description="Source: environment."
      actions={
        <>
          <HelpLink to={helpLinks.mail}>How to set a mail server</HelpLink>
          <ButtonLink href="/community/mailbox" variant="default">
            Mailbox
          </ButtonLink>
        </>
      }
    >
      {smtp ? (
        <DefinitionList
          items={[
            { term: "State", value: <StatusBadge tone="ok">Mail is sent</StatusBadge> },
            { term: "Mail server", value: <Mono>{smtp.server}</Mono> },
            { term: "Sender", value: smtp.from },
          ]}
        />
      ) : (
        <DefinitionList
          items={[
            {
              term: "State",
              value: <StatusBadge tone="paused">Mail is kept</StatusBadge>,
              note: "No mail server is set (SMTP_URL and MAIL_FROM), so every e-mail rests in the Mailbox.",
            },
          ]}
        />
      )}
    </Section>
  );
}
