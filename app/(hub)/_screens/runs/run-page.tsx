import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/kit/page-header";
import { may, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { watchRun, type RunDetail } from "@/lib/perform-action/queries";
import { RunScreen } from "./run-screen";

/** One run, in a project or in the community. */
export async function RunPage({ actor, runId }: { actor: Can<"runs.read">; runId: string }) {
  if (!z.uuid().safeParse(runId).success) notFound();
  const { run, records } = await watchRun(actor, { runId });
  const project = actor.scope.kind === "project" ? actor.scope.key : null;
  const base = project ? `/projects/${project}` : "/community";
  return (
    <>
      <PageHeader
        title={`Run of ${run.macro.name}`}
        breadcrumbs={[
          {
            label: actor.scope.kind === "project" ? actor.scope.name : "Community tools",
            href: project ? base : undefined,
          },
          { label: "Runs", href: `${base}/runs` },
          { label: run.macro.name },
        ]}
      />
      <RunScreen
        scope={project ? { project } : "community"}
        first={{ run, records }}
        recordBase={await recordBaseOf(base, run)}
        deliveriesBase={`${base}/logs/deliveries/`}
        runsBase={`${base}/runs/`}
        tracesBase={`${base}/traces/`}
        mayControl={may(actor, "macros.run")}
      />
    </>
  );
}

async function recordBaseOf(base: string, { macro }: RunDetail): Promise<string | null> {
  if (!macro.feedbackTypeId) return `${base}/users/`;
  const type = await db.feedbackType.findUnique({ where: { id: macro.feedbackTypeId }, select: { key: true } });
  return type && `${base}/feedback/${type.key}/`;
}
