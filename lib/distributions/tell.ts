import { originOf } from "@/lib/community/settings";
import type { Tx } from "@/lib/db/client";
import { queueMailIn } from "@/lib/mail/queue";

/** Where the people who look after a distribution find it. */
interface Told {
  id: string;
  name: string;
  ownerId: string | null;
  reportId: string;
}

interface News {
  subject: string;
  paragraphs: string[];
  /** The project's managers as well, or those of the community. */
  managersToo?: boolean;
}

/** Mails its owner, and where it says so the managers, what became of a distribution. Nobody turns this off: they asked for it. */
export async function tellOwnersIn(
  tx: Tx,
  distribution: Told,
  { subject, paragraphs, managersToo }: News,
): Promise<void> {
  const { id, name, ownerId, reportId } = distribution;
  const [report, settings] = await Promise.all([
    tx.report.findUniqueOrThrow({
      where: { id: reportId },
      select: { name: true, projectId: true, project: { select: { key: true, name: true } } },
    }),
    tx.community.findUnique({ where: { id: 1 }, select: { baseUrl: true } }),
  ]);
  const { project, projectId } = report;
  const root = project ? `projects/${project.key}` : "community";
  const address = `${originOf(settings ?? { baseUrl: null })}/${root}/reports/${reportId}/distribution/${id}`;
  const what = `The distribution “${name}” sends the report “${report.name}”${project ? ` of ${project.name}` : ""}:\n${address}`;
  for (const to of await emailsOf(tx, { ownerId, projectId, managersToo: managersToo ?? false }))
    await queueMailIn(tx, {
      to,
      subject,
      text: [...paragraphs, what].join("\n\n"),
      projectId,
      cause: { kind: "distribution", id, label: name },
    });
}

interface Circle {
  ownerId: string | null;
  projectId: string | null;
  managersToo: boolean;
}

async function emailsOf(tx: Tx, { ownerId, projectId, managersToo }: Circle): Promise<string[]> {
  const managing = projectId
    ? { participations: { some: { projectId, role: "manager" as const, state: "active" as const } } }
    : { communityRole: "community_manager" as const };
  const people = await tx.user.findMany({
    where: {
      state: "active",
      OR: [...(ownerId ? [{ id: ownerId }] : []), ...(managersToo ? [managing] : [])],
    },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  return people.map(({ email }) => email);
}
