import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { pageOf, type Page } from "@/lib/db/page-of";
import { AppError } from "@/lib/errors/app-error";
import { nameColumns, personName } from "@/lib/users/person-name";
import { requireSender } from "./may-distribute";

/** How the mails of an issue stand; the mail server's answer counts. */
export interface IssueCounts {
  sent: number;
  waiting: number;
  /** No mail server is set: they rest in the Mailbox. */
  kept: number;
  failed: number;
  /** They turned such mail off, or were too many. */
  leftOut: number;
}

export interface IssueRow {
  id: string;
  distributionId: string | null;
  cause: "schedule" | "once" | "test";
  number: number;
  state: "waiting" | "sending" | "sent" | "skipped" | "failed";
  reason: string | null;
  subject: string | null;
  /** In words, which filters applied. */
  filters: string[];
  asOf: string | null;
  dueAt: string | null;
  /** Due times before it at which no worker was there. */
  missed: number;
  by: string | null;
  at: string;
  counts: IssueCounts;
  /** Some of its files were too large to travel with its mails. */
  linksFiles: boolean;
}

export const noCounts: IssueCounts = { sent: 0, waiting: 0, kept: 0, failed: 0, leftOut: 0 };

export const issuesQuestion = z.object({
  /** The last of the page before. */
  after: z.uuid().optional().catch(undefined),
});

/** What was sent of a report, or by one of its distributions, the latest first, 20 a page. @throws AppError `not_found`, `forbidden` */
export async function listIssues(
  actor: Can<"reports.read">,
  { reportId, distributionId, after }: { reportId: string; distributionId?: string; after?: string | undefined },
): Promise<Page<IssueRow>> {
  const report = await requireSender(actor, reportId);
  const found = await db.distributionIssue.findMany({
    where: {
      reportId: report.id,
      ...(distributionId ? { distributionId } : { distributionId: null }),
      ...(after ? { id: { lt: after } } : {}),
    },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: columns,
  });
  const page = pageOf(found, pageSize);
  return { ...page, rows: await rowsOf(page.rows) };
}

/** @throws AppError `not_found`, `forbidden` */
export async function getIssue(actor: Can<"reports.read">, id: string): Promise<IssueRow & { reportId: string }> {
  const found = z.uuid().safeParse(id).success
    ? await db.distributionIssue.findUnique({ where: { id }, select: { ...columns, reportId: true } })
    : null;
  if (!found) throw noSuchIssue();
  await requireSender(actor, found.reportId);
  const [row] = await rowsOf([found]);
  if (!row) throw noSuchIssue();
  return { ...row, reportId: found.reportId };
}

/** Of each distribution the latest issue that was no test. */
export async function lastIssues(distributionIds: readonly string[]): Promise<Map<string, IssueRow>> {
  const ids = await db.$queryRaw<{ id: string }[]>`
    select i.id::text from unnest(${[...distributionIds]}::uuid[]) as d(id)
      cross join lateral (
        select id from distribution_issue where distribution_id = d.id and cause <> 'test' order by id desc limit 1) i`;
  const found = await db.distributionIssue.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: columns,
  });
  return new Map((await rowsOf(found)).map((row) => [row.distributionId ?? "", row]));
}

const pageSize = 20;

const columns = {
  id: true,
  distributionId: true,
  cause: true,
  number: true,
  state: true,
  reason: true,
  subject: true,
  filters: true,
  asOf: true,
  dueAt: true,
  missed: true,
  by: { select: nameColumns },
  createdAt: true,
  package: { select: { _count: { select: { files: { where: { isLinked: true } } } } } },
} as const satisfies Prisma.DistributionIssueSelect;

type Found = Prisma.DistributionIssueGetPayload<{ select: typeof columns }>;

async function rowsOf(found: readonly Found[]): Promise<IssueRow[]> {
  const counts = await countsOf(found.map(({ id }) => id));
  return found.map(({ id, distributionId, cause, number, state, reason, subject, filters, missed, ...row }) => ({
    id,
    distributionId,
    cause,
    number,
    state,
    reason,
    subject,
    filters,
    missed,
    asOf: row.asOf?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    by: row.by && personName(row.by),
    at: row.createdAt.toISOString(),
    counts: counts.get(id) ?? noCounts,
    linksFiles: (row.package?._count.files ?? 0) > 0,
  }));
}

/** By issue; of one that nobody was written down for yet there are none. */
export async function countsOf(issueIds: readonly string[]): Promise<Map<string, IssueCounts>> {
  const rows = await db.$queryRaw<({ id: string } & IssueCounts)[]>`
    select r.issue_id::text as id,
           count(*) filter (where m.state = 'sent')::int as sent,
           count(*) filter (where r.state = 'waiting' or m.state = 'queued')::int as waiting,
           count(*) filter (where m.state = 'kept')::int as kept,
           count(*) filter (where m.state = 'failed')::int as failed,
           count(*) filter (where r.state = 'left_out')::int as "leftOut"
      from distribution_recipient r left join email_message m on m.id = r.mail_id
     where r.issue_id = any(${[...issueIds]}::uuid[]) group by r.issue_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

function noSuchIssue(): AppError {
  return new AppError("not_found", "There is no such sending here.");
}
