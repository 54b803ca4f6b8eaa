import { NewsOnly } from "@/app/(hub)/_screens/home/news-only";
import { PageHeader } from "@/components/kit/page-header";
import { ButtonLink } from "@/components/kit/button-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { Can } from "@/lib/auth/actor";
import { listRuns } from "@/lib/perform-action/queries";
import { runsQuestion } from "@/lib/perform-action/schema";
import { runStateWords } from "@/lib/perform-action/states";
import { runTone } from "./tones";

/** The runs of a scope, newest first. */
export async function RunsPage({ actor, search }: { actor: Can<"runs.read">; search: Record<string, unknown> }) {
  const asked = runsQuestion.safeParse({ after: search.after, macroId: search.macro, endedSince: search.ended });
  const question = asked.success ? asked.data : {};
  const { rows, next } = await listRuns(actor, question);
  const base = actor.scope.kind === "project" ? `/projects/${actor.scope.key}/runs` : "/community/runs";
  return (
    <>
      <PageHeader
        title="Runs"
        breadcrumbs={[
          actor.scope.kind === "project"
            ? { label: actor.scope.name, href: `/projects/${actor.scope.key}` }
            : { label: "Community tools" },
          { label: "Runs" },
        ]}
        description="What people, listeners, triggers and schedules started, and what became of each record."
      />
      <NewsOnly
        since={question.endedSince}
        words="Bulk runs that ended"
        own="without those that you started"
        href={base}
      />
      <Section flush>
        {rows.length === 0 && question.endedSince ? (
          <EmptyState title="No bulk run of others has ended since" illustration="list" />
        ) : rows.length === 0 ? (
          <EmptyState title="Nothing has run yet" illustration="list">
            Choose a macro under Action in a list and press Perform action.
          </EmptyState>
        ) : (
          <SimpleTable
            label="Runs"
            rows={rows}
            rowId={(run) => run.id}
            columns={[
              {
                id: "macro",
                header: "Macro",
                cell: (run) => <TextLink href={`${base}/${run.id}`}>{run.macro.name}</TextLink>,
              },
              {
                id: "state",
                header: "Status",
                cell: (run) => (
                  <StatusBadge tone={runTone(run.state, run.counts)} variant="plain">
                    {runStateWords[run.state].label}
                  </StatusBadge>
                ),
              },
              { id: "by", header: "Started by", cell: (run) => run.startedBy },
              { id: "done", header: "Done", align: "end", cell: (run) => run.counts.done.toLocaleString("en") },
              { id: "failed", header: "Failed", align: "end", cell: (run) => run.counts.failed.toLocaleString("en") },
              { id: "total", header: "Records", align: "end", cell: (run) => run.total?.toLocaleString("en") ?? "…" },
              { id: "at", header: "Started", align: "end", cell: (run) => <RelativeTime at={run.createdAt} /> },
            ]}
          />
        )}
      </Section>
      {next && (
        <ButtonLink
          href={`${base}?${new URLSearchParams({ ...(question.endedSince && { ended: question.endedSince }), after: next })}`}
          variant="default"
          mt="sm"
        >
          Older runs
        </ButtonLink>
      )}
    </>
  );
}
