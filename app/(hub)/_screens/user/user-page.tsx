import { notFound } from "next/navigation";
import { z } from "zod";
import { NoteOpened } from "@/app/(hub)/_screens/home/note-opened";
import { ActivityTimeline } from "@/app/(hub)/_screens/record/activity-timeline";
import * as activity from "@/app/(hub)/_screens/record/activity";
import { CommentForm } from "@/app/(hub)/_screens/record/comment-form";
import { ExternalData } from "@/app/(hub)/_screens/record/external-data";
import { Favorites } from "@/app/(hub)/_screens/record/favorites";
import { MacroButtons } from "@/app/(hub)/_screens/record/macro-buttons";
import classes from "@/app/(hub)/_screens/record/record.module.css";
import { valueChanges } from "@/app/(hub)/_screens/record/value-changes";
import { WebhookCounts } from "@/app/(hub)/_screens/record/webhook-counts";
import { scheduledRuns } from "@/app/(hub)/_screens/schedules/scheduled-runs";
import { verdictEntries } from "@/app/(hub)/_screens/triggers/verdict-entries";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { may, type Can } from "@/lib/auth/actor";
import { also, type ScopeRef } from "@/lib/auth/authorize";
import { roleLabel } from "@/lib/auth/permissions";
import { listVerdicts } from "@/lib/automation/queries";
import { listScheduledRuns } from "@/lib/automation/schedule-queries";
import { listRecordValues, listValueHistory } from "@/lib/external-data/queries";
import { listCalls } from "@/lib/listeners/calls";
import { listOfferedMacros } from "@/lib/macros/queries";
import { getUserSummary } from "@/lib/users/summary";
import { countDeliveries, listDeliveries } from "@/lib/webhooks/log";
import { UserFacts } from "./user-facts";
import { UserProfile } from "./user-profile";

/** Everything staff know of one person, in a project or in the community. */
export async function UserPage({ actor, id }: { actor: Can<"users.read">; id: string }) {
  if (!z.uuid().safeParse(id).success) notFound();
  const project = actor.scope.kind === "project" ? actor.scope : null;
  const scope: ScopeRef = project ? { project: project.key } : "community";
  const base = project ? `/projects/${project.key}` : "/community";
  const logs = also(actor, "logs.read");
  const data = also(actor, "externalData.read");
  const user = await getUserSummary(actor, id);
  const [values, history, macros, deliveries, counts, calls, verdicts, scheduled] = await Promise.all([
    listRecordValues(data, "user", id),
    listValueHistory(data, id),
    may(actor, "macros.run") ? listOfferedMacros(also(actor, "macros.run"), { target: "user" }) : [],
    listDeliveries(logs, { subjectId: id, limit: 50 }),
    countDeliveries(logs, { subjectId: id, limit: 1 }),
    listCalls(logs, { subjectId: id }),
    may(actor, "runs.read") ? listVerdicts(also(actor, "runs.read"), id) : [],
    may(actor, "runs.read") ? listScheduledRuns(also(actor, "runs.read"), id) : [],
  ]);
  const role = user.participation ? roleLabel[user.participation.role] : roleLabel[user.communityRole];
  return (
    <>
      <PageHeader
        title={user.name}
        breadcrumbs={[
          project ? { label: project.name, href: base } : { label: "Community tools" },
          { label: "Users" },
          { label: project ? "Project users" : "Community users", href: `${base}/users` },
          { label: user.username },
        ]}
        aside={
          <>
            <StatusBadge tone="neutral">{role}</StatusBadge>
            {user.state === "disabled" && <StatusBadge tone="off">Disabled</StatusBadge>}
          </>
        }
        actions={
          <>
            <ButtonLink href={`${base}/users/${id}/rights`} variant="default">
              Rights
            </ButtonLink>
            {may(actor, "users.write") && (
              <ButtonLink href={`/community/users/${id}/edit`} variant="default">
                Edit account
              </ButtonLink>
            )}
          </>
        }
      />
      <NoteOpened scope={scope} kind="user" id={id} />
      <div className={classes.layout}>
        <div className={classes.column}>
          <Favorites groups={values} />
          <ExternalData groups={values} />
          <Section title="Timeline">
            {may(actor, "userComments.write") && <CommentForm scope={scope} on={{ kind: "user", id }} />}
            <ActivityTimeline
              label="What happened to this user"
              kinds={[
                { label: "Comments", entries: activity.userComments(user.comments) },
                { label: "Tickets", entries: activity.userTickets(user.tickets, base) },
                { label: "Points", entries: activity.points(user.points) },
                {
                  label: "External data",
                  entries: valueChanges(
                    history,
                    may(actor, "externalData.write") ? { scope, of: user.username } : null,
                  ),
                },
                { label: "Triggers", entries: verdictEntries(verdicts, base) },
                { label: "Schedules", entries: scheduledRuns(scheduled, base) },
                { label: "Webhooks", entries: activity.webhooks(deliveries.rows, base) },
                { label: "Listener calls", entries: activity.calls(calls.rows, base) },
              ]}
            />
          </Section>
        </div>
        <div className={classes.column}>
          <UserFacts user={user} />
          <MacroButtons
            title="User actions"
            scope={scope}
            macros={macros}
            recordId={id}
            recordLabel={user.username}
            runsBase={`${base}/runs/`}
          />
          <WebhookCounts title="Webhooks of this user" counts={counts} logHref={`${base}/logs?record=${id}`} />
          <UserProfile user={user} />
        </div>
      </div>
    </>
  );
}
