import { Text } from "@mantine/core";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { Timeline } from "@/components/kit/timeline";
import type { Can } from "@/lib/auth/actor";
import { getTrace } from "@/lib/automation/trace";
import { traceEntry } from "./trace-entries";

/** One chain of events, in a project or in the community. */
export async function TracePage({ actor, chainId }: { actor: Can<"runs.read">; chainId: string }) {
  if (!z.uuid().safeParse(chainId).success) notFound();
  const { steps, elsewhere, isCut } = await getTrace(actor, chainId);
  const { scope } = actor;
  const base = scope.kind === "project" ? `/projects/${scope.key}` : "/community";
  return (
    <>
      <PageHeader
        title="Trace"
        description="What led to what: calls, runs, webhooks, the values they brought back, and the changes."
        breadcrumbs={[
          {
            label: scope.kind === "project" ? scope.name : "Community tools",
            href: scope.kind === "project" ? base : undefined,
          },
          { label: "Runs", href: `${base}/runs` },
          { label: "Trace" },
        ]}
      />
      <Section>
        <Timeline label="What happened in this chain" entries={steps.map((step) => traceEntry(step, base))} />
        {isCut && (
          <Text size="sm" c="dimmed">
            Only the first 200 of each kind are shown. The pages of the runs have all.
          </Text>
        )}
        {elsewhere > 0 && (
          <Text size="sm" c="dimmed">
            {elsewhere === 1 ? "One more run" : `${elsewhere} more runs`} of this chain happened in other projects or in
            the community.
          </Text>
        )}
      </Section>
    </>
  );
}
