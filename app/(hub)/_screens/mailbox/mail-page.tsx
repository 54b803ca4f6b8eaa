import { Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CodeBlock } from "@/components/code/code-block";
import { formatBytes } from "@/components/kit/format";
import { DefinitionList } from "@/components/kit/definition-list";
import { PageHeader } from "@/components/kit/page-header";
import { ExactTime, RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Can } from "@/lib/auth/actor";
import { getMessage } from "@/lib/mail/queries";
import { causeOf, mailStates } from "./mail-words";
import { RetryMailButton } from "./retry-mail-button";

/** One mail: its text as people read it; its HTML only as source, because others wrote what is in it. */
export async function MailPage({ actor, mailId }: { actor: Can<"mailbox.read">; mailId: string }) {
  if (!z.uuid().safeParse(mailId).success) notFound();
  const mail = await getMessage(actor, mailId);
  return (
    <>
      <PageHeader
        title={mail.subject}
        breadcrumbs={[
          { label: "Community tools" },
          { label: "Mailbox", href: "/community/mailbox" },
          { label: mail.subject },
        ]}
        aside={
          <>
            <StatusBadge tone={mailStates[mail.state].tone}>{mailStates[mail.state].label}</StatusBadge>
            {mail.essential && <StatusBadge tone="warning">Essential</StatusBadge>}
          </>
        }
        actions={mail.state === "failed" && <RetryMailButton mailId={mail.id} />}
      />
      <Stack gap="lg">
        <Section>
          <DefinitionList
            items={[
              { term: "To", value: mail.to },
              { term: "Project", value: mail.project ?? "Community" },
              ...(mail.essential
                ? [{ term: "Essential", value: "Sent to people who turned e-mails off as well" }]
                : []),
              { term: "Cause", value: causeOf(mail.cause) },
              { term: "Written", value: <RelativeTime at={mail.createdAt} /> },
              { term: "Sent", value: <RelativeTime at={mail.sentAt} empty="not sent" /> },
              { term: "Attempts", value: mail.attempts },
              ...(mail.nextTryAt ? [{ term: "Next try", value: <ExactTime at={mail.nextTryAt} /> }] : []),
              ...(mail.files.length > 0
                ? [
                    {
                      term: "Files",
                      value: mail.files.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(", "),
                    },
                  ]
                : []),
              { term: "Mail server said", value: mail.answer ?? "–" },
            ]}
          />
        </Section>
        <Section title="Text" flush>
          <CodeBlock label="Text of the mail" code={mail.text} bare />
        </Section>
        {mail.html && (
          <Section title="HTML source" description="As mail programs get it. It is never run here." flush>
            <CodeBlock label="HTML source of the mail" code={mail.html} bare />
          </Section>
        )}
      </Stack>
    </>
  );
}
