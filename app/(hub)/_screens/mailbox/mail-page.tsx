import { Anchor, Button, Stack } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CodeBlock } from "@/components/code/code-block";
import { formatBytes } from "@/components/kit/format";
import { Address } from "@/components/kit/address";
import { DefinitionList, type Definition } from "@/components/kit/definition-list";
import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import { ExactTime, RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Can } from "@/lib/auth/actor";
import { getMessage, type MailDetail } from "@/lib/mail/queries";
import { mailToShow } from "@/lib/mail/shown";
import { MailFrame } from "./mail-frame";
import { causeOf, mailStates } from "./mail-words";
import classes from "./mailbox.module.css";
import { RetryMailButton } from "./retry-mail-button";

interface MailPageProps {
  actor: Can<"mailbox.read">;
  mailId: string;
  search: Record<string, unknown>;
}

const question = z.object({ show: z.enum(["mail", "text", "source"]).catch("mail") });

/** One mail: as its reader sees it, its text and its source, and the files that travel with it. */
export async function MailPage({ actor, mailId, search }: MailPageProps) {
  if (!z.uuid().safeParse(mailId).success) notFound();
  const mail = await getMessage(actor, mailId);
  const show = mail.html === null ? "text" : question.parse(search).show;
  const href = `/community/mailbox/${mail.id}`;
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
        actions={
          <>
            <Button component="a" href={`/api/mailbox/${mail.id}/message`} variant="default" download>
              Download .eml
            </Button>
            {mail.state === "failed" && <RetryMailButton mailId={mail.id} />}
          </>
        }
      />
      <Stack gap="lg">
        <Section>
          <DefinitionList items={about(mail)} />
        </Section>
        <div>
          {mail.html !== null && (
            <LinkTabs
              label="What to show"
              tabs={[
                { label: "Mail", href, active: show === "mail" },
                { label: "Text", href: `${href}?show=text`, active: show === "text" },
                { label: "HTML source", href: `${href}?show=source`, active: show === "source" },
              ]}
            />
          )}
          <Section flush>
            {show === "mail" && <MailFrame html={(await mailToShow(actor, mail.id)) ?? ""} />}
            {show === "text" && <CodeBlock label="Text of the mail" code={mail.text} bare />}
            {show === "source" && <CodeBlock label="HTML source of the mail" code={mail.html ?? ""} bare />}
          </Section>
        </div>
      </Stack>
    </>
  );
}

function about(mail: MailDetail): Definition[] {
  return [
    { term: "To", value: <Address of={mail.to} /> },
    { term: "Project", value: mail.project ?? "Community" },
    ...(mail.essential ? [{ term: "Essential", value: "Sent to people who turned e-mails off as well" }] : []),
    { term: "Cause", value: causeOf(mail.cause) },
    { term: "Written", value: <RelativeTime at={mail.createdAt} /> },
    { term: "Sent", value: <RelativeTime at={mail.sentAt} empty="not sent" /> },
    { term: "Attempts", value: mail.attempts },
    ...(mail.nextTryAt ? [{ term: "Next try", value: <ExactTime at={mail.nextTryAt} /> }] : []),
    ...(mail.files.length > 0 ? [{ term: "Files", value: <Files mail={mail} /> }] : []),
    { term: "Answer", value: mail.answer ?? "–" },
  ];
}

function Files({ mail: { id: mailId, files } }: { mail: MailDetail }) {
  return (
    <ul className={classes.files}>
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <Anchor href={`/api/mailbox/${mailId}/files/${id}`} download inherit underline="always">
            {name}
          </Anchor>{" "}
          ({formatBytes(bytes)})
        </li>
      ))}
    </ul>
  );
}
