import { projectIdOf, type Can } from "@/lib/auth/actor";
import { timingColumns, timingOf } from "@/lib/automation/pass-over";
import type { ScheduleTiming } from "@/lib/automation/schedule-schema";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Report } from "@/lib/reports/queries";
import { nameColumns, personName } from "@/lib/users/person-name";
import { lastIssues, type IssueRow } from "./issues";
import { requireSender } from "./may-distribute";
import { fileFormats, sleepDays, type FileFormat } from "./schema";
import { stopDayWords, stopsAt } from "./sleep";
import { contentColumns, noSuchDistribution } from "./stored";

export interface DistributionRow {
  id: string;
  reportId: string;
  name: string;
  owner: { id: string; name: string } | null;
  subject: string;
  note: string;
  formats: FileFormat[];
  /** Empty: all of the report. */
  elementIds: string[];
  teams: { id: string; name: string }[];
  addresses: string[];
  skipEmpty: boolean;
  timing: ScheduleTiming;
  state: "on" | "paused" | "asleep" | "stopped";
  stateReason: string | null;
  /** Null when it is over. */
  nextAt: string | null;
  viewedAt: string;
  /** Whole days since then. */
  unreadDays: number;
  /** When it stops if nobody reads it, in words; null while that is not near. */
  stopDay: string | null;
  /** Its report is in the archive, so nothing is sent. */
  isArchived: boolean;
  modifiedAt: string;
  /** Its owner, and whoever may change the report. */
  mayChange: boolean;
  last: IssueRow | null;
}

/** The distributions of a report by name; there are few. @throws AppError `not_found`, `forbidden` */
export async function listDistributions(
  actor: Can<"reports.read">,
  reportId: string,
): Promise<{ report: Report; rows: DistributionRow[] }> {
  const report = await requireSender(actor, reportId);
  const rows = await db.distribution.findMany({
    where: { reportId: report.id },
    select: columns,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return { report, rows: await withLast(actor, report, rows) };
}

/** @throws AppError `not_found` also for one of another report, `forbidden` */
export async function getDistribution(
  actor: Can<"reports.read">,
  { reportId, id }: { reportId: string; id: string },
): Promise<{ report: Report; distribution: DistributionRow }> {
  const report = await requireSender(actor, reportId);
  const row = await db.distribution.findFirst({
    where: { id, reportId: report.id, report: { projectId: projectIdOf(actor) } },
    select: columns,
  });
  const [distribution] = row ? await withLast(actor, report, [row]) : [];
  if (!distribution) throw noSuchDistribution();
  return { report, distribution };
}

const columns = {
  ...contentColumns,
  ...timingColumns,
  id: true,
  reportId: true,
  owner: { select: { id: true, ...nameColumns } },
  teams: { select: { team: { select: { id: true, name: true } } }, orderBy: { team: { name: "asc" } } },
  state: true,
  stateReason: true,
  nextAt: true,
  viewedAt: true,
  warnedAt: true,
  modifiedAt: true,
} as const satisfies Prisma.DistributionSelect;

type Found = Prisma.DistributionGetPayload<{ select: typeof columns }>;

async function withLast(actor: Can<"reports.read">, report: Report, rows: Found[]): Promise<DistributionRow[]> {
  const last = await lastIssues(rows.map(({ id }) => id));
  return rows.map(({ id, owner, teams, formats, nextAt, viewedAt, modifiedAt, ...row }) => ({
    id,
    reportId: row.reportId,
    name: row.name,
    owner: owner && { id: owner.id, name: personName(owner) },
    subject: row.subject,
    note: row.note,
    formats: fileFormats.filter((format) => formats.includes(format)),
    elementIds: row.elementIds,
    teams: teams.map(({ team }) => team),
    addresses: row.addresses,
    skipEmpty: row.skipEmpty,
    timing: timingOf(row),
    state: row.state,
    stateReason: row.stateReason,
    nextAt: nextAt?.toISOString() ?? null,
    viewedAt: viewedAt.toISOString(),
    ...unreadFor(viewedAt, row),
    isArchived: report.archivedAt !== null,
    modifiedAt: modifiedAt.toISOString(),
    mayChange: report.mayChange || (owner !== null && owner.id === actor.personId),
    last: last.get(id) ?? null,
  }));
}

function unreadFor(
  viewedAt: Date,
  { state, warnedAt, rate, timeZone }: Pick<Found, "state" | "warnedAt" | "rate" | "timeZone">,
) {
  const now = new Date();
  const unreadDays = Math.floor((now.getTime() - viewedAt.getTime()) / 86_400_000);
  const isNear = state === "on" && rate !== "once" && unreadDays >= sleepDays.warning;
  return { unreadDays, stopDay: isNear ? stopDayWords(stopsAt({ viewedAt, warnedAt }, now), timeZone) : null };
}
