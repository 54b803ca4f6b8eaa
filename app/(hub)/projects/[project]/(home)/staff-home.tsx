import { Stack } from "@mantine/core";
import { AttentionSection } from "@/app/(hub)/_screens/home/attention-section";
import { CountsSection } from "@/app/(hub)/_screens/home/counts-section";
import { NewsSection } from "@/app/(hub)/_screens/home/news-section";
import { OpenedAndNext } from "@/app/(hub)/_screens/home/opened-and-next";
import { PinnedSection } from "@/app/(hub)/_screens/home/pinned-section";
import { SentSection } from "@/app/(hub)/_screens/home/sent-section";
import { StatCard, StatGrid } from "@/components/kit/stat-card";
import { Section } from "@/components/kit/section";
import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { projectRoles, roleLabel } from "@/lib/auth/permissions";
import { encodeTableState } from "@/lib/conditions/table-state";
import type { SinceChoice } from "@/lib/home/since";
import { getProjectSummary } from "@/lib/projects/queries";
import { FeedbackSummary } from "./feedback-summary";
import { FirstSteps } from "./first-steps";
import { ProjectData } from "./project-data";

/** The project at a glance: people, tickets, what was sent, and what needs a person. */
export async function StaffHome({
  actor,
  base,
  since,
}: {
  actor: Can<"users.read">;
  base: string;
  since: SinceChoice;
}) {
  const logs = also(actor, "logs.read");
  const summary = await getProjectSummary(actor);
  const people = projectRoles.flatMap((role) => {
    const count = summary.people.find((row) => row.role === role)?.count ?? 0;
    return count > 0 ? [{ role, count }] : [];
  });
  return (
    <Stack gap="lg">
      <AttentionSection actor={actor} root={base} />
      <NewsSection actor={also(actor, "home.read")} root={base} chosen={since} />
      {may(actor, "project.write") && <FirstSteps actor={also(actor, "macros.read")} base={base} />}
      <PinnedSection actor={also(actor, "reports.read")} />
      <CountsSection actor={also(actor, "filters.write")} root={base} />
      <FeedbackSummary types={summary.types} base={base} mayConfigure={may(actor, "types.write")} />
      <Section title="People">
        <StatGrid>
          {people.map(({ role, count }) => (
            <StatCard key={role} label={roleLabel[role]} value={count} href={usersWith(base, role)} />
          ))}
        </StatGrid>
      </Section>
      <ProjectData actor={also(actor, "externalData.read")} base={base} />
      <SentSection actor={logs} root={base} span={since === "7d" ? "7d" : "24h"} />
      <OpenedAndNext actor={actor} />
    </Stack>
  );
}

function usersWith(base: string, role: string): string {
  const condition = { match: "all" as const, conditions: [{ field: "user.role", is: "is" as const, value: role }] };
  return `${base}/users?${encodeTableState({ condition }).toString()}`;
}
