import { Stack } from "@mantine/core";
import { StatCard, StatGrid } from "@/components/kit/stat-card";
import { Section } from "@/components/kit/section";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { projectRoles, roleLabel } from "@/lib/auth/permissions";
import { encodeTableState } from "@/lib/conditions/table-state";
import { getProjectSummary } from "@/lib/projects/queries";
import { countDeliveries } from "@/lib/webhooks/log";
import { FeedbackSummary } from "./feedback-summary";
import { FirstSteps } from "./first-steps";
import { NeedsAttention } from "./needs-attention";
import { ProjectData } from "./project-data";

/** The project at a glance: people, tickets, what was sent, and what needs a person. */
export async function StaffHome({ actor, base }: { actor: Can<"users.read">; base: string }) {
  const logs = also(actor, "logs.read");
  const since = dayAgo();
  const [summary, sent] = await Promise.all([
    getProjectSummary(actor),
    countDeliveries(logs, { from: since, limit: 1 }),
  ]);
  const people = projectRoles.flatMap((role) => {
    const count = summary.people.find((row) => row.role === role)?.count ?? 0;
    return count > 0 ? [{ role, count }] : [];
  });
  return (
    <Stack gap="lg">
      {may(actor, "project.write") && <FirstSteps actor={also(actor, "macros.read")} base={base} />}
      <NeedsAttention actor={logs} base={base} since={since} />
      <FeedbackSummary types={summary.types} base={base} mayConfigure={may(actor, "types.write")} />
      <ProjectData actor={also(actor, "externalData.read")} base={base} />
      <Section title="People">
        <StatGrid>
          {people.map(({ role, count }) => (
            <StatCard key={role} label={roleLabel[role]} value={count} href={usersWith(base, role)} />
          ))}
        </StatGrid>
      </Section>
      <Section title="Webhooks, last 24 hours">
        <StatGrid>
          <StatCard label="Delivered" value={sent.delivered ?? 0} href={`${base}/logs`} />
          <StatCard
            label="Waiting or retrying"
            value={(sent.waiting ?? 0) + (sent.sending ?? 0)}
            href={`${base}/logs`}
          />
          <StatCard
            label="Failed"
            value={(sent.failed ?? 0) + (sent.blocked ?? 0) + (sent.invalid ?? 0)}
            note={sent.held ? `and ${sent.held} held for you` : undefined}
            href={`${base}/logs`}
          />
        </StatGrid>
      </Section>
    </Stack>
  );
}

function usersWith(base: string, role: string): string {
  const condition = { match: "all" as const, conditions: [{ field: "user.role", is: "is" as const, value: role }] };
  return `${base}/users?${encodeTableState({ condition }).toString()}`;
}

function dayAgo(): string {
  return new Date(Date.now() - 86_400_000).toISOString();
}
