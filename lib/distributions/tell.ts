import { originOf } from "@/lib/community/settings";
import type { Tx } from "@/lib/db/client";
import { buttonHtml, paragraphsHtml, textAsHtml } from "@/lib/mail/frame";
import { queueMailIn } from "@/lib/mail/queue";

/** What people are told about. */
interface Told {
  /** Null for what was sent by hand. */
  distribution: { id: string; name: string } | null;
  /** Whose it is, or who sent it. */
  ownerId: string | null;
  reportId: string;
}

interface News {
  subject: string;
  paragraphs: string[];
  /** The project's managers as well, or those of the community. */
  managersToo?: boolean;
  /** Something to do about it at once, without signing in. */
  button?: { words: string; href: string };
  /** The sending that it is about; else it leads to the distribution. */
  issueId?: string;
}

/** Mails its owner, and where it says so the managers, what became of a distribution or of a sending. Nobody turns this off: they asked for it. */
export async function tellOwnersIn(
  tx: Tx,
  { distribution, ownerId, reportId }: Told,
  { subject, paragraphs, button, managersToo, issueId }: News,
): Promise<void> {
  const [report, settings] = await Promise.all([
    tx.report.findUniqueOrThrow({
      where: { id: reportId },
      select: { name: true, projectId: true, project: { select: { key: true, name: true } } },
    }),
    tx.community.findUnique({ where: { id: 1 }, select: { baseUrl: true } }),
  ]);
  const { project, projectId } = report;
  const root = project ? `projects/${project.key}` : "community";
  const base = `${originOf(settings ?? { baseUrl: null })}/${root}/reports/${reportId}/distribution`;
  const address = issueId ? `${base}/issues/${issueId}` : `${base}/${distribution?.id ?? ""}`;
  const which = `the report “${report.name}”${project ? ` of ${project.name}` : ""}`;
  const what = distribution ? `The distribution “${distribution.name}” sends ${which}` : `It was ${which}`;
  const where = `${what}:\n${address}`;
  const pressed = button ? [`${button.words}:\n${button.href}`] : [];
  const html = [
    textAsHtml(subject, paragraphs.join("\n\n")),
    ...(button ? [buttonHtml(button.href, button.words)] : []),
    paragraphsHtml(where),
  ].join("\n");
  for (const to of await emailsOf(tx, { ownerId, projectId, managersToo: managersToo ?? false }))
    await queueMailIn(tx, {
      to,
      subject,
      text: [...paragraphs, ...pressed, where].join("\n\n"),
      html,
      projectId,
      cause: { kind: "distribution", id: distribution?.id ?? null, label: distribution?.name ?? report.name },
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
