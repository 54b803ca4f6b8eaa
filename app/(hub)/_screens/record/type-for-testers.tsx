import { ButtonLink } from "@/components/kit/button-link";
import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { EmptyState } from "@/components/states/empty-state";
import { may, type Can } from "@/lib/auth/actor";
import type { FeedbackType } from "@/lib/feedback/types";
import { listVisibleTickets, type TicketOrder } from "@/lib/feedback/visible-tickets";
import { TicketList } from "./ticket-list";

interface TypeForTestersProps {
  actor: Can<"feedback.readOwn">;
  type: FeedbackType;
  base: string;
  /** The project's name. */
  project: string;
  order: TicketOrder;
}

/** A feedback type as a participant sees it: their own tickets and those everyone may see. */
export async function TypeForTesters({ actor, type, base, project, order }: TypeForTestersProps) {
  const projectKey = actor.scope.kind === "project" ? actor.scope.key : "";
  const here = `${base}/feedback/${type.key}`;
  const tickets = await listVisibleTickets(actor, { typeKey: type.key, shared: true, order });
  const submit = may(actor, "feedback.submit") && <ButtonLink href={`${here}/new`}>New ticket</ButtonLink>;
  return (
    <>
      <PageHeader
        title={type.name}
        description={type.description}
        breadcrumbs={[{ label: project, href: base }, { label: type.name }]}
        actions={submit}
      />
      {tickets.length === 0 ? (
        <EmptyState title="No tickets yet">Your own tickets and those shared with everyone appear here.</EmptyState>
      ) : (
        <>
          <LinkTabs
            label="Order"
            tabs={[
              { label: "Newest first", href: here, active: order === "newest" },
              { label: "Most votes first", href: `${here}?order=votes`, active: order === "votes" },
            ]}
          />
          <Section flush>
            <TicketList
              label={`${type.name}: your own and shared tickets`}
              tickets={tickets}
              base={base}
              scope={{ project: projectKey }}
              mayVote={may(actor, "feedback.vote")}
            />
          </Section>
        </>
      )}
    </>
  );
}
