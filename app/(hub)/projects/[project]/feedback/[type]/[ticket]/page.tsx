import { TextLink } from "@/components/kit/text-link";
import { NoteOpened } from "@/app/(hub)/_screens/home/note-opened";
import { ActivityTimeline } from "@/app/(hub)/_screens/record/activity-timeline";
import * as activity from "@/app/(hub)/_screens/record/activity";
import { CommentForm } from "@/app/(hub)/_screens/record/comment-form";
import { ExternalData } from "@/app/(hub)/_screens/record/external-data";
import { Favorites } from "@/app/(hub)/_screens/record/favorites";
import { MacroButtons } from "@/app/(hub)/_screens/record/macro-buttons";
import { StatusSelect } from "@/app/(hub)/_screens/record/status-select";
import { TicketAttachments } from "@/app/(hub)/_screens/record/ticket-attachments";
import { TicketDuplicates } from "@/app/(hub)/_screens/record/ticket-duplicates";
import { TicketInterest } from "@/app/(hub)/_screens/record/ticket-interest";
import { TicketDetails } from "@/app/(hub)/_screens/record/ticket-details";
import { TicketSettings } from "@/app/(hub)/_screens/record/ticket-settings";
import { valueChanges } from "@/app/(hub)/_screens/record/value-changes";
import { WebhookCounts } from "@/app/(hub)/_screens/record/webhook-counts";
import classes from "@/app/(hub)/_screens/record/record.module.css";
import { scheduledRuns } from "@/app/(hub)/_screens/schedules/scheduled-runs";
import { verdictEntries } from "@/app/(hub)/_screens/triggers/verdict-entries";
import { formatCount } from "@/components/kit/format";
import { DefinitionList } from "@/components/kit/definition-list";
import { PageHeader } from "@/components/kit/page-header";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { may } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listVerdicts } from "@/lib/automation/queries";
import { listScheduledRuns } from "@/lib/automation/schedule-queries";
import { listRecordValues, listValueHistory } from "@/lib/external-data/queries";
import { getTicket, type Ticket } from "@/lib/feedback/ticket";
import { settableStatuses } from "@/lib/feedback/workflow";
import { listCalls } from "@/lib/listeners/calls";
import { listOfferedMacros } from "@/lib/macros/queries";
import { countDeliveries, listDeliveries } from "@/lib/webhooks/log";
import { page } from "@/lib/web/page";

export async function generateMetadata({ params }: { params: Promise<{ ticket: string }> }) {
  return { title: (await params).ticket.slice(0, 40).toUpperCase() };
}

export default page("feedback.readOwn", async ({ actor, param }) => {
  const project = param("project");
  const base = `/projects/${project}`;
  const ticket = await getTicket(actor, param("type"), param("ticket"));
  const { type } = ticket;
  const [values, history, macros, deliveries, counts, calls, verdicts, scheduled] = await Promise.all([
    may(actor, "externalData.read") ? listRecordValues(also(actor, "externalData.read"), "feedback", ticket.id) : null,
    may(actor, "externalData.read") ? listValueHistory(also(actor, "externalData.read"), ticket.id) : [],
    may(actor, "macros.run")
      ? listOfferedMacros(also(actor, "macros.run"), { target: "feedback", typeId: type.id })
      : [],
    may(actor, "logs.read") ? listDeliveries(also(actor, "logs.read"), { subjectId: ticket.id, limit: 50 }) : null,
    may(actor, "logs.read") ? countDeliveries(also(actor, "logs.read"), { subjectId: ticket.id, limit: 1 }) : null,
    may(actor, "logs.read") ? listCalls(also(actor, "logs.read"), { subjectId: ticket.id }) : null,
    may(actor, "runs.read") ? listVerdicts(also(actor, "runs.read"), ticket.id) : [],
    may(actor, "runs.read") ? listScheduledRuns(also(actor, "runs.read"), ticket.id) : [],
  ]);
  const undo = may(actor, "externalData.write") ? { scope: { project }, of: ticket.displayId } : null;
  const staff = may(actor, "feedback.read");
  const ownsOpen = ticket.submitter.id === actor.personId && !ticket.status.isClosed && may(actor, "feedback.submit");
  return (
    <>
      <PageHeader
        title={`${ticket.displayId} ${ticket.title}`}
        breadcrumbs={[
          { label: actor.scope.kind === "project" ? actor.scope.name : project, href: base },
          { label: type.name, href: staff ? `${base}/feedback/${type.key}` : undefined },
          { label: ticket.displayId },
        ]}
        actions={
          may(actor, "feedback.write") ? (
            <StatusSelect
              scope={{ project }}
              feedbackId={ticket.id}
              statusKey={ticket.status.key}
              statuses={await settableStatuses(actor, type)}
            />
          ) : (
            <StatusBadge tone={ticket.status.isClosed ? "ok" : "info"}>{ticket.status.name}</StatusBadge>
          )
        }
      />
      {staff && <NoteOpened scope={{ project }} kind="ticket" id={ticket.id} />}
      <div className={classes.layout}>
        <div className={classes.column}>
          <TicketDetails
            key={ticket.modifiedAt}
            scope={{ project }}
            feedbackId={ticket.id}
            fields={type.fields}
            draft={{ title: ticket.title, values: ticket.values }}
            mayChange={may(actor, "feedback.write") || (ownsOpen && "own")}
          />
          <TicketAttachments
            scope={{ project }}
            feedbackId={ticket.id}
            files={ticket.attachments}
            mayAdd={may(actor, "feedback.write") || (ownsOpen && type.takesFiles)}
          />
          <Section title="Timeline">
            {may(actor, "feedback.comment") && (
              <CommentForm
                scope={{ project }}
                on={{ kind: "ticket", id: ticket.id, mayNote: may(actor, "feedback.write") }}
              />
            )}
            <ActivityTimeline
              label="What happened to this ticket"
              kinds={[
                { label: "Comments", entries: activity.ticketComments(ticket.comments) },
                { label: "Changes", entries: [...activity.ticketChanges(ticket.changes), activity.submitted(ticket)] },
                { label: "External data", entries: valueChanges(history, undo) },
                { label: "Triggers", entries: verdictEntries(verdicts, base) },
                { label: "Schedules", entries: scheduledRuns(scheduled, base) },
                { label: "Webhooks", entries: activity.webhooks(deliveries?.rows ?? [], base) },
                { label: "Listener calls", entries: activity.calls(calls?.rows ?? [], base) },
              ]}
            />
          </Section>
        </div>
        <div className={classes.column}>
          <Section title="Submitter">
            <DefinitionList
              stacked
              items={[
                {
                  term: ticket.submitter.name,
                  value: staff ? (
                    <TextLink href={`${base}/users/${ticket.submitter.id}`}>{ticket.submitter.username}</TextLink>
                  ) : (
                    ticket.submitter.username
                  ),
                },
                ...(staff
                  ? [
                      { term: "Score", value: ticket.submitter.score.toLocaleString("en") },
                      { term: "Teams", value: ticket.submitter.teams.join(", ") || "none" },
                    ]
                  : []),
                { term: "Submitted", value: <RelativeTime at={ticket.createdAt} /> },
              ]}
            />
          </Section>
          <TicketSettings
            key={`${ticket.modifiedAt} settings`}
            scope={{ project }}
            feedbackId={ticket.id}
            resolution={ticket.resolution}
            resolutions={type.resolutions}
            visibility={ticket.visibility}
            mayChange={may(actor, "feedback.write")}
          />
          <TicketInterest
            scope={{ project }}
            feedbackId={ticket.id}
            votes={ticket.counts.votes}
            mine={ticket.mine}
            mayVote={may(actor, "feedback.vote")}
            popularity={staff ? popularityOf(ticket) : null}
            impact={ticket.impact ? impactOf(ticket.impact) : null}
          />
          <TicketDuplicates
            key={ticket.duplicateOf?.displayId ?? "none"}
            scope={{ project }}
            feedbackId={ticket.id}
            original={ticket.duplicateOf}
            duplicates={ticket.duplicates}
            count={ticket.counts.duplicates}
            mayChange={may(actor, "feedback.write")}
            base={base}
          />
          <MacroButtons
            title="Feedback actions"
            scope={{ project }}
            macros={macros}
            recordId={ticket.id}
            recordLabel={ticket.displayId}
            runsBase={`${base}/runs/`}
          />
          {values && <Favorites groups={values} stacked />}
          {values && <ExternalData groups={values} stacked />}
          {counts && (
            <WebhookCounts
              title="Webhooks of this ticket"
              counts={counts}
              logHref={`${base}/logs?record=${ticket.id}`}
            />
          )}
        </div>
      </div>
    </>
  );
});

function impactOf({ weight, impact }: { weight: number; impact: number }): string {
  return `Impact ${formatCount(impact)}: weight ${formatCount(weight)} × popularity`;
}

function popularityOf({ popularity, counts, type }: Ticket): string {
  const parts = [
    [counts.duplicates, type.duplicateWeight, "duplicate"],
    [counts.votes, type.voteWeight, "vote"],
    [counts.comments, type.commentWeight, "comment"],
  ] as const;
  const sum = parts.flatMap(([count, weight, what]) =>
    count === 0 ? [] : [`${formatCount(count)} ${what}${count === 1 ? "" : "s"} × ${weight}`],
  );
  return sum.length === 0 ? "Popularity 0" : `Popularity ${formatCount(popularity)}: ${sum.join(", ")}`;
}
