import { Alert, Button, Group, TextInput } from "@mantine/core";
import { Address } from "@/components/kit/address";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { Can } from "@/lib/auth/actor";
import { helpLinks } from "@/lib/help/links";
import { listMessages, mailQuestion, type MailRow } from "@/lib/mail/queries";
import { sendsMail } from "@/lib/mail/smtp-settings";
import { db } from "@/lib/db/client";
import { causeOf, mailStates } from "./mail-words";

const base = "/community/mailbox";

/** Every mail that was written, sent or resting here. The question is the address. */
export async function MailboxPage({ actor, search }: { actor: Can<"mailbox.read">; search: Record<string, unknown> }) {
  const asked = mailQuestion.safeParse(search);
  const question = asked.success ? asked.data : {};
  const [{ rows, next }, isSent] = await Promise.all([listMessages(actor, question), sendsMail(db)]);
  const isNarrowed = Boolean(question.state || question.text || question.after);
  return (
    <>
      <PageHeader
        title="Mailbox"
        breadcrumbs={[{ label: "Community tools" }, { label: "Mailbox" }]}
        description="The e-mails of this community, as they were written."
        actions={<HelpLink to={helpLinks.mail}>Mail and the Mailbox</HelpLink>}
      />
      {!isSent && (
        <Alert color="blue" title="No mail server is set" mb="md">
          Mail rests here and nothing leaves this machine until a mail server is set.{" "}
          <TextLink href="/community/settings/mail" underline="always">
            Set a mail server
          </TextLink>
        </Alert>
      )}
      <LinkTabs label="State" tabs={tabsOf(question)} />
      <form method="get" action={base}>
        {question.state && <input type="hidden" name="state" value={question.state} />}
        <Group gap="xs" mb="sm">
          <TextInput
            name="text"
            aria-label="Recipient or subject"
            placeholder="Recipient or subject"
            defaultValue={question.text}
          />
          <Button type="submit" variant="default">
            Search
          </Button>
        </Group>
      </form>
      <Section flush>
        {rows.length > 0 ? (
          <SimpleTable label="Mail" rows={rows} rowId={({ id }) => id} columns={columns} />
        ) : isNarrowed ? (
          <EmptyState
            title="No mail matches"
            illustration="search"
            actions={<ButtonLink href={base}>Show all mail</ButtonLink>}
          >
            {[question.state && mailStates[question.state].label, question.text && `contains “${question.text}”`]
              .filter(Boolean)
              .join(" · ")}
          </EmptyState>
        ) : (
          <EmptyState title="No mail yet" illustration="list">
            When a macro sends an e-mail, it stands here with its recipient, its text and what became of it.
          </EmptyState>
        )}
      </Section>
      {(next || question.after) && (
        <Group justify="flex-end" gap="xs" pt="xs">
          {question.after && (
            <ButtonLink variant="default" size="compact-sm" href={addressOf({ ...question, after: undefined })}>
              Newest
            </ButtonLink>
          )}
          {next && (
            <ButtonLink variant="default" size="compact-sm" href={addressOf({ ...question, after: next })}>
              Older
            </ButtonLink>
          )}
        </Group>
      )}
    </>
  );
}

type Question = { state?: MailRow["state"]; text?: string; after?: string };

const columns = [
  {
    id: "subject",
    header: "Subject",
    cell: ({ id, subject, essential }: MailRow) => (
      <Group gap="xs">
        <TextLink href={`${base}/${id}`}>{subject}</TextLink>
        {essential && <StatusBadge tone="warning">Essential</StatusBadge>}
      </Group>
    ),
  },
  { id: "to", header: "To", cell: ({ to }: MailRow) => <Address of={to} /> },
  {
    id: "state",
    header: "State",
    cell: ({ state }: MailRow) => (
      <StatusBadge tone={mailStates[state].tone} variant="plain">
        {mailStates[state].label}
      </StatusBadge>
    ),
  },
  { id: "project", header: "Project", cell: ({ project }: MailRow) => project ?? "Community" },
  { id: "cause", header: "Cause", cell: ({ cause }: MailRow) => causeOf(cause) },
  {
    id: "at",
    header: "Written",
    align: "end" as const,
    cell: ({ createdAt }: MailRow) => <RelativeTime at={createdAt} />,
  },
];

function tabsOf({ state, text }: Question) {
  const all = { label: "All", href: addressOf({ text }), active: !state };
  return [
    all,
    ...(Object.keys(mailStates) as MailRow["state"][]).map((name) => ({
      label: mailStates[name].label,
      href: addressOf({ state: name, text }),
      active: state === name,
    })),
  ];
}

function addressOf(question: Question): string {
  const given = Object.entries(question).filter(([, value]) => value);
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given)}`;
}
